// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary>
/// A command that calls one operation: its arguments and options become members of the request, its columns are what people see
/// of the result.
/// </summary>
internal sealed class Verb(string name, string description, string operation)
{
    private readonly Command _command = new(name, description);
    private readonly List<Func<ParseResult, JsonObject, CancellationToken, Task>> _members = [];
    private string[] _columns = [];
    private Func<ParseResult, string>? _question;
    private Option<bool>? _yes;
    private Func<ParseResult, JsonObject, string>? _operationOf;
    private Func<JsonElement, JsonElement>? _shape;
    private Func<JsonElement, int>? _exitCode;

    /// <summary>An argument that becomes a text member.</summary>
    public Verb Argument(string argument, string member, string description, params string[] choices)
    {
        var symbol = new Argument<string>(argument) { Description = description };
        if (choices.Length > 0)
        {
            symbol.AcceptOnlyFromAmong(choices);
        }

        _command.Arguments.Add(symbol);
        return Member((parsed, request) => Set(request, member, JsonValue.Create(parsed.GetRequiredValue(symbol))));
    }

    /// <summary>An option that becomes a text member, or none.</summary>
    public Verb Option(string option, string member, string description, string help = "TEXT", bool isRequired = false)
    {
        var symbol = new Option<string?>(option) { Description = description, HelpName = help, Required = isRequired };
        _command.Options.Add(symbol);
        return Member((parsed, request) =>
        {
            if (parsed.GetValue(symbol) is { } text)
            {
                Set(request, member, JsonValue.Create(text));
            }
        });
    }

    /// <summary>An option that may be repeated, and becomes an array of texts.</summary>
    public Verb Options(string option, string member, string description, string help = "TEXT")
    {
        var symbol = new Option<string[]>(option) { Description = description, HelpName = help };
        _command.Options.Add(symbol);
        return Member((parsed, request) =>
        {
            if (parsed.GetValue(symbol) is { Length: > 0 } texts)
            {
                Set(request, member, ToArray(texts));
            }
        });
    }

    /// <summary>An option without a value, which becomes true.</summary>
    public Verb Flag(string option, string member, string description)
    {
        var symbol = new Option<bool>(option) { Description = description };
        _command.Options.Add(symbol);
        return Member((parsed, request) =>
        {
            if (parsed.GetValue(symbol))
            {
                Set(request, member, JsonValue.Create(true));
            }
        });
    }

    /// <summary>An option with a number of results.</summary>
    public Verb Take()
    {
        var symbol = new Option<int?>("--take") { Description = "How many at most.", HelpName = "NUMBER" };
        _command.Options.Add(symbol);
        return Member((parsed, request) =>
        {
            if (parsed.GetValue(symbol) is { } count)
            {
                Set(request, "take", JsonValue.Create(count));
            }
        });
    }

    /// <summary>An option that becomes a condition of a query: the column equals the text, or holds it.</summary>
    public Verb Where(string option, string column, string description, string help = "TEXT", bool contains = false)
    {
        var symbol = new Option<string?>(option) { Description = description, HelpName = help };
        _command.Options.Add(symbol);
        return Member((parsed, request) =>
        {
            if (parsed.GetValue(symbol) is { } text)
            {
                var where = request["where"] as JsonArray ?? [];
                where.Add((JsonNode)new JsonObject { ["column"] = column, ["op"] = contains ? "Like" : "Equal", ["value"] = ToArray([contains ? $"%{text}%" : text]) });
                request["where"] = where;
            }
        });
    }

    /// <summary>An argument that names a file with JSON, <c>-</c> for what is piped in. It becomes a member, or the whole request.</summary>
    public Verb JsonFile(string? member, string description, bool orText = false)
    {
        var symbol = new Argument<string>("FILE") { Description = description + " - reads what is piped in." };
        _command.Arguments.Add(symbol);
        _members.Add(async (parsed, request, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(symbol);
            var json = orText
                ? await JsonInput.ReadJsonOrTextAsync(path, cancellationToken).ConfigureAwait(false)
                : await JsonInput.ReadJsonAsync(path, cancellationToken).ConfigureAwait(false);
            if (member is not null)
            {
                request[member] = JsonNode.Parse(json.GetRawText());
            }
            else if (json.ValueKind == JsonValueKind.Object)
            {
                foreach (var item in json.EnumerateObject())
                {
                    request[item.Name] = JsonNode.Parse(item.Value.GetRawText());
                }
            }
            else
            {
                throw new SutiException(CliErrorCodes.Usage, "The file must hold a JSON object.");
            }
        });
        return this;
    }

    /// <summary>Whatever else makes the request.</summary>
    public Verb With(Func<ParseResult, JsonObject, CancellationToken, Task> member, params IEnumerable<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
            {
                _command.Options.Add(option);
            }
            else
            {
                _command.Arguments.Add((Argument)symbol);
            }
        }

        _members.Add(member);
        return this;
    }

    /// <summary>A member that is always the same.</summary>
    public Verb Constant(string member, Func<JsonNode> value) => Member((_, request) => Set(request, member, value()));

    /// <summary>Another operation than the usual one, where the request says so.</summary>
    public Verb CallInstead(Func<ParseResult, JsonObject, string> operationOf)
    {
        _operationOf = operationOf;
        return this;
    }

    /// <summary>What of the result is printed, JSON or not.</summary>
    public Verb Shape(Func<JsonElement, JsonElement> shape)
    {
        _shape = shape;
        return this;
    }

    /// <summary>How the program ends after a result.</summary>
    public Verb EndsWith(Func<JsonElement, int> exitCode)
    {
        _exitCode = exitCode;
        return this;
    }

    /// <summary>The members that people see.</summary>
    public Verb Columns(params string[] columns)
    {
        _columns = columns;
        return this;
    }

    /// <summary>Asks before it does what cannot be undone, unless <c>--yes</c> answers.</summary>
    public Verb Confirm(Func<ParseResult, string> question)
    {
        _question = question;
        _yes = new("--yes") { Description = "Do it without asking." };
        _command.Options.Add(_yes);
        return this;
    }

    /// <summary>The command.</summary>
    public Command Build(Terminal terminal)
    {
        _command.SetAction((parsed, cancellationToken) => RunAsync(terminal, parsed, cancellationToken));
        return _command;
    }

    internal static JsonArray ToArray(IEnumerable<string> texts)
    {
        var array = new JsonArray();
        foreach (var text in texts)
        {
            array.Add((JsonNode)JsonValue.Create(text));
        }

        return array;
    }

    private static void Set(JsonObject request, string member, JsonNode value)
    {
        var parts = member.Split('.');
        foreach (var part in parts.SkipLast(1))
        {
            if (request[part] is not JsonObject inner)
            {
                request[part] = inner = [];
            }

            request = inner;
        }

        request[parts[^1]] = value;
    }

    private Verb Member(Action<ParseResult, JsonObject> set)
    {
        _members.Add((parsed, request, _) =>
        {
            set(parsed, request);
            return Task.CompletedTask;
        });
        return this;
    }

    private async Task<int> RunAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new JsonObject();
        foreach (var member in _members)
        {
            await member(parsed, request, cancellationToken).ConfigureAwait(false);
        }

        if (_question is not null && !parsed.GetValue(_yes!) && !terminal.Confirm(_question(parsed)))
        {
            throw new SutiException(CliErrorCodes.NotConfirmed, "Nothing was done.");
        }

        var connection = await AgentConnection.OpenAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var answer = await connection.Agent.ExecuteAsync(
                _operationOf?.Invoke(parsed, request) ?? operation, Encoding.UTF8.GetBytes(request.ToJsonString()), UnknownMembers.Refuse, cancellationToken).ConfigureAwait(false);
            var result = JsonElement.Parse(answer);
            var shown = _shape?.Invoke(result) ?? result;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                ResultPrinter.PrintJson(terminal, shown);
            }
            else
            {
                ResultPrinter.Print(terminal, shown, _columns);
            }

            return _exitCode?.Invoke(result) ?? ExitCodes.Success;
        }
    }

    /// <summary>A count of something, as people write it.</summary>
    internal static string Count(long count, string one, string many) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";
}
