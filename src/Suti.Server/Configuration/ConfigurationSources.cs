// SPDX-License-Identifier: Apache-2.0

using System.Collections;

namespace Suti.Server;

/// <summary>Where settings come from. The environment wins over the file, the command line over both.</summary>
public sealed record ConfigurationSources
{
    /// <summary>The folder where the program runs.</summary>
    public required string Folder { get; init; }

    /// <summary>The file; null for <c>suti.json</c> in <see cref="Folder"/>, if there is one.</summary>
    public string? File { get; init; }

    /// <summary>The environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the command line says, by the name of the setting.</summary>
    public IReadOnlyDictionary<string, string> CommandLine { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The environment variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> ReadEnvironment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return variables;
    }

    /// <summary>The sources without their values, some of which are secrets.</summary>
    public override string ToString() => $"settings of {Folder}";
}
