// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Server;

/// <summary>One setting: its names, what it may be, and what it is for. The table of them is <see cref="ConfigurationSettings"/>.</summary>
public sealed record ConfigurationSetting
{
    /// <summary>The name: the members of <c>suti.json</c> that lead to it, joined by dots.</summary>
    public required string Name { get; init; }

    /// <summary>What the value is.</summary>
    public required SettingKind Kind { get; init; }

    /// <summary>What it is for, in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>The value when nothing is set, as JSON; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The values that are allowed, or empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The smallest number that is allowed.</summary>
    public long Minimum { get; init; }

    /// <summary>The largest number that is allowed.</summary>
    public long Maximum { get; init; } = int.MaxValue;

    /// <summary>Whether the value must not be shown. Such a setting is no option of the command line, where others could read it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The settings inside each object, for <see cref="SettingKind.Objects"/>.</summary>
    public IReadOnlyList<ConfigurationSetting> Members { get; init; } = [];

    /// <summary>Whether it must be there, for a member of an object.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The environment variable: <c>SUTI_STORE_SQLITE</c>.</summary>
    public string EnvironmentVariable => Join("SUTI_", '_', char.ToUpperInvariant);

    /// <summary>The option of the command line: <c>--store-sqlite</c>; null for a secret.</summary>
    public string? Option => IsSecret ? null : Join("--", '-', char.ToLowerInvariant);

    private string Join(string start, char separator, Func<char, char> change)
    {
        var text = new StringBuilder(start);
        foreach (var character in Name)
        {
            if (character == '.' || char.IsAsciiLetterUpper(character))
            {
                text.Append(separator);
            }

            if (character != '.')
            {
                text.Append(change(character));
            }
        }

        return text.ToString();
    }
}
