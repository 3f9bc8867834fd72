// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Spectre.Console;

namespace Suti.Cli;

/// <summary>Prints results: JSON where it is asked for, tables on a terminal, and lines with tabs for other programs.</summary>
internal static class ResultPrinter
{
    // Control characters of a stranger's text must not reach a terminal; letters of all languages may.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Prints a result as it came, indented for people.</summary>
    public static void PrintJson(Terminal terminal, JsonElement result)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = terminal.IsOutputTerminal, Encoder = Encoder, NewLine = "\n" }))
        {
            result.WriteTo(writer);
        }

        terminal.Out.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>Prints a result for people: a table for a list, lines for an object, and anything else as it is.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="result">The result.</param>
    /// <param name="columns">The members to show, as <c>name</c> or <c>outer.inner</c>; none for all of an object.</param>
    public static void Print(Terminal terminal, JsonElement result, IReadOnlyList<string> columns)
    {
        switch (result.ValueKind)
        {
            case JsonValueKind.Array when columns.Count > 0 && result.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object):
                PrintRows(terminal, columns, [.. result.EnumerateArray().Select(item => columns.Select(column => TextOf(item, column)).ToArray())]);
                break;
            case JsonValueKind.Array when result.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String):
                foreach (var item in result.EnumerateArray())
                {
                    terminal.Out.WriteLine(Clean(item.GetString()!));
                }

                break;
            case JsonValueKind.Object when columns.Count > 0:
                var width = columns.Max(static column => column.Length);
                foreach (var column in columns.Where(column => TextOf(result, column).Length > 0))
                {
                    terminal.Out.WriteLine(terminal.IsOutputTerminal ? $"{column.PadRight(width)}  {TextOf(result, column)}" : $"{column}\t{TextOf(result, column)}");
                }

                break;
            case JsonValueKind.String:
                terminal.Out.WriteLine(Clean(result.GetString()!));
                break;
            default:
                PrintJson(terminal, result);
                break;
        }
    }

    /// <summary>Prints rows under heads; the heads only where people read.</summary>
    public static void PrintRows(Terminal terminal, IReadOnlyList<string> heads, IReadOnlyList<string[]> rows)
    {
        if (!terminal.IsOutputTerminal)
        {
            foreach (var row in rows)
            {
                terminal.Out.WriteLine(string.Join('\t', row.Select(Clean)));
            }

            return;
        }

        if (rows.Count == 0)
        {
            terminal.Out.WriteLine("(none)");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(new Text(head, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Clean(cell))));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            ColorSystem = terminal.HasColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Write(table);
    }

    /// <summary>A text of strangers without what would steer the terminal or break the line.</summary>
    public static string Clean(string text) =>
        text.Any(char.IsControl) ? new string([.. text.Select(static character => char.IsControl(character) ? '\uFFFD' : character)]) : text;

    private static string TextOf(JsonElement item, string column)
    {
        foreach (var name in column.Split('.'))
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out item))
            {
                return "";
            }
        }

        return item.ValueKind switch
        {
            JsonValueKind.String => Clean(item.GetString()!),
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            JsonValueKind.Array when item.EnumerateArray().All(static inner => inner.ValueKind == JsonValueKind.String) =>
                Clean(string.Join(", ", item.EnumerateArray().Select(static inner => inner.GetString()))),
            _ => item.GetRawText().Any(char.IsControl) ? Clean(item.GetRawText()) : item.GetRawText(),
        };
    }
}
