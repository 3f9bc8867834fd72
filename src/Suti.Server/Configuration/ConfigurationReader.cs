// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Server;

/// <summary>
/// Reads how an agent is set up: defaults, then the file, then the environment, then the command line. Everything is checked
/// before anything is used, and one message names every problem.
/// </summary>
public static class ConfigurationReader
{
    private const int MaxFileSize = 1 << 20;

    private static readonly JsonDocumentOptions FileOptions = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
    };

    /// <summary>Reads and checks.</summary>
    /// <exception cref="SutiException">
    /// The file that is named cannot be read (<see cref="ConfigurationErrorCodes.NotFound"/>), or something is wrong
    /// (<see cref="ConfigurationErrorCodes.Invalid"/>).
    /// </exception>
    public static SutiConfiguration Read(ConfigurationSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var file = sources.File is not null ? Path.GetFullPath(sources.File, sources.Folder) : Path.GetFullPath(ConfigurationSettings.FileName, sources.Folder);
        byte[]? content = null;
        if (sources.File is not null || System.IO.File.Exists(file))
        {
            content = ReadFile(file);
        }

        // With a file, a folder is where the file is: the agent is the same from wherever it is started.
        return Read(sources, content is null ? null : file, content);
    }

    /// <summary>Reads and checks, with the content of the file at hand.</summary>
    internal static SutiConfiguration Read(ConfigurationSources sources, string? file, byte[]? content)
    {
        var folder = file is null ? sources.Folder : Path.GetDirectoryName(file)!;
        var layers = new LayeredSettings(folder);
        foreach (var setting in ConfigurationSettings.All)
        {
            if (setting.Default is not null)
            {
                layers.Set(setting, JsonNode.Parse(setting.Default)!, "default");
            }
        }

        if (content is not null)
        {
            AddFile(layers, Path.GetFileName(file)!, content);
        }

        AddTexts(layers, sources);
        ChooseStore(layers);
        if (layers.Problems.Count == 0)
        {
            var configuration = layers.ToJson().Deserialize(ConfigurationJson.Default.SutiConfiguration)!;
            layers.Problems.AddRange(ConfigurationRules.FindFaults(configuration));
            if (layers.Problems.Count == 0)
            {
                return configuration with
                {
                    Folder = folder,
                    File = file,
                    Settings = [.. ConfigurationSettings.All.Select(layers.Show)],
                    Warnings = [.. FindUnknownVariables(sources.Environment)],
                };
            }
        }

        throw new SutiException(ConfigurationErrorCodes.Invalid, string.Join('\n', layers.Problems.Distinct(StringComparer.Ordinal)));
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            using var file = System.IO.File.OpenRead(path);
            if (file.Length > MaxFileSize)
            {
                throw new SutiException(ConfigurationErrorCodes.Invalid, $"{Path.GetFileName(path)} is larger than {MaxFileSize} bytes.");
            }

            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SutiException(ConfigurationErrorCodes.NotFound, $"The configuration cannot be read: {path}.", exception);
        }
    }

    private static void AddFile(LayeredSettings layers, string name, byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, FileOptions);
            AddGroups(layers, name, document.RootElement);
        }
        catch (JsonException exception)
        {
            layers.Problems.Add($"{name} is not JSON: look at line {(exception.LineNumber ?? 0) + 1}, column {(exception.BytePositionInLine ?? 0) + 1}.");
        }
        catch (InvalidOperationException)
        {
            // Names and texts with half a surrogate pair, which JsonDocument lets in and does not let out.
            layers.Problems.Add($"{name} holds text that is not Unicode.");
        }
    }

    private static void AddGroups(LayeredSettings layers, string file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            layers.Problems.Add($"{file} must hold an object.");
            return;
        }

        var groups = ConfigurationSettings.All.ToLookup(static setting => setting.Name.Split('.')[0], StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in root.EnumerateObject())
        {
            var place = SettingValues.Append(file + " ", group.Name);
            if (!seen.Add(group.Name))
            {
                layers.Problems.Add($"{place} stands there twice.");
            }
            else if (!groups.Contains(group.Name))
            {
                // "$schema" is for editors.
                if (group.Name != "$schema")
                {
                    layers.Problems.Add(SettingValues.Unknown(place, group.Name, groups.Select(static known => known.Key)));
                }
            }
            else
            {
                AddGroup(layers, file, place, groups[group.Name], group.Value);
            }
        }
    }

    private static void AddGroup(LayeredSettings layers, string file, string place, IEnumerable<ConfigurationSetting> settings, JsonElement value)
    {
        var members = settings.ToDictionary(static setting => setting.Name.Split('.')[1], StringComparer.Ordinal);
        SettingValues.CheckMembers([.. members.Select(static member => member.Value with { Name = member.Key })], value, place, layers.Problems);
        if (layers.Problems.Count == 0)
        {
            foreach (var member in value.EnumerateObject())
            {
                layers.Set(members[member.Name], JsonNode.Parse(member.Value.GetRawText(), documentOptions: FileOptions)!, file);
            }
        }
    }

    private static void AddTexts(LayeredSettings layers, ConfigurationSources sources)
    {
        foreach (var setting in ConfigurationSettings.All)
        {
            if (sources.Environment.TryGetValue(setting.EnvironmentVariable, out var text) && text.Length > 0)
            {
                Add(setting, text, setting.EnvironmentVariable);
            }
        }

        foreach (var (name, text) in sources.CommandLine)
        {
            var setting = ConfigurationSettings.Find(name)
                ?? throw new ArgumentException($"There is no setting \"{name}\".", nameof(sources));
            Add(setting, text, setting.Option ?? throw new ArgumentException($"\"{name}\" is a secret, and no option.", nameof(sources)));
        }

        void Add(ConfigurationSetting setting, string text, string origin)
        {
            if (SettingValues.Parse(setting, text, origin, layers.Problems) is { } value)
            {
                layers.Set(setting, value, origin, sources.Folder);
            }
        }
    }

    /// <summary>One store: the one that is set in the last layer, or SQLite in its usual place.</summary>
    private static void ChooseStore(LayeredSettings layers)
    {
        const string Sqlite = "store.sqlite";
        const string Postgres = "store.postgres";
        if (layers.Has(Sqlite) && layers.Has(Postgres))
        {
            var (sqlite, postgres) = (layers.OriginOf(Sqlite), layers.OriginOf(Postgres));
            if (sqlite == postgres)
            {
                layers.Problems.Add($"{sqlite} sets both store.sqlite and store.postgres. Keep one of them.");
            }
            else
            {
                layers.Remove(Rank(sqlite) > Rank(postgres) ? Postgres : Sqlite);
            }
        }
        else if (!layers.Has(Sqlite) && !layers.Has(Postgres))
        {
            layers.Set(ConfigurationSettings.Find(Sqlite)!, JsonValue.Create(".suti/agent.db"), "default");
        }

        static int Rank(string origin) => origin.StartsWith("--", StringComparison.Ordinal) ? 2 : origin.StartsWith("SUTI_", StringComparison.Ordinal) ? 1 : 0;
    }

    private static IEnumerable<string> FindUnknownVariables(IReadOnlyDictionary<string, string> environment)
    {
        string[] known = [.. ConfigurationSettings.All.Select(static setting => setting.EnvironmentVariable), ConfigurationSettings.PassphraseVariable];
        return from name in environment.Keys.Order(StringComparer.Ordinal)
               where name.StartsWith("SUTI_", StringComparison.Ordinal) && !known.Contains(name, StringComparer.Ordinal)
               let meant = NameSuggestions.Find(name, known)
               where meant is not null && NameSuggestions.Distance(name, meant) <= 2
               select $"The environment variable {name} is no setting. Is {meant} meant?";
    }
}
