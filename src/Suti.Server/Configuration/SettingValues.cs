// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Server;

/// <summary>Checks values of settings, and reads them from text.</summary>
internal static class SettingValues
{
    private const int MaxItems = 1_000;

    /// <summary>Adds what is wrong with a value to the problems. The value itself is not named: it may be a secret.</summary>
    internal static void Check(ConfigurationSetting setting, JsonElement value, string place, List<string> problems)
    {
        if (setting.Kind is SettingKind.List or SettingKind.Paths or SettingKind.Urls or SettingKind.Objects)
        {
            CheckArray(setting, value, place, problems);
            return;
        }

        var fault = setting.Kind switch
        {
            SettingKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false",
            SettingKind.Number => CheckNumber(setting, value),
            _ => CheckText(setting, value),
        };
        if (fault is not null)
        {
            problems.Add($"{place} {fault}.");
        }
    }

    /// <summary>Reads a value from the text of an environment variable or an option.</summary>
    internal static JsonNode? Parse(ConfigurationSetting setting, string text, string place, List<string> problems)
    {
        JsonNode? value = setting.Kind switch
        {
            SettingKind.Flag => text switch { "true" => JsonValue.Create(true), "false" => JsonValue.Create(false), _ => JsonValue.Create(text) },
            SettingKind.Number => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text),
            SettingKind.List or SettingKind.Paths or SettingKind.Urls => ParseList(text),
            SettingKind.Objects => ParseJson(text),
            _ => JsonValue.Create(text),
        };
        if (value is null)
        {
            problems.Add($"{place} must be JSON.");
            return null;
        }

        var before = problems.Count;
        Check(setting, JsonElement.Parse(value.ToJsonString()), place, problems);
        return problems.Count == before ? value : null;
    }

    /// <summary>Checks an object: unknown and repeated members, missing ones, and the value of each.</summary>
    internal static void CheckMembers(IReadOnlyList<ConfigurationSetting> members, JsonElement value, string place, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{place} must be an object.");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var at = Append(place, member.Name);
            if (!seen.Add(member.Name))
            {
                problems.Add($"{at} stands there twice.");
            }
            else if (members.FirstOrDefault(candidate => candidate.Name == member.Name) is { } known)
            {
                Check(known, member.Value, at, problems);
            }
            else
            {
                problems.Add(Unknown(at, member.Name, members.Select(static candidate => candidate.Name)));
            }
        }

        foreach (var missing in members.Where(member => member.IsRequired && !seen.Contains(member.Name)))
        {
            problems.Add($"{place} needs \"{missing.Name}\".");
        }
    }

    internal static string Unknown(string place, string name, IEnumerable<string> names) =>
        NameSuggestions.Find(name, names) is { } meant ? $"{place} is not known. Is \"{meant}\" meant?" : $"{place} is not known.";

    /// <summary>Goes on with a JSON pointer (RFC 6901).</summary>
    internal static string Append(string pointer, string name)
    {
        // Names come from the file: a message must stay one line of a bearable length.
        var clean = new string([.. name.Take(64).Select(static character => char.IsControl(character) ? '?' : character)]);
        return $"{pointer}/{clean.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }

    private static void CheckArray(ConfigurationSetting setting, JsonElement value, string place, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"{place} must be an array.");
            return;
        }

        if (value.GetArrayLength() > MaxItems)
        {
            problems.Add($"{place} has more than {MaxItems} items.");
            return;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var at = $"{place}/{index.ToString(CultureInfo.InvariantCulture)}";
            index++;
            if (setting.Kind == SettingKind.Objects)
            {
                CheckMembers(setting.Members, item, at, problems);
            }
            else if (CheckText(setting, item) is { } fault)
            {
                problems.Add($"{at} {fault}.");
            }
        }
    }

    private static string? CheckNumber(ConfigurationSetting setting, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number >= setting.Minimum && number <= setting.Maximum
                ? null
                : $"must be between {setting.Minimum} and {setting.Maximum}"
            : "must be a whole number";

    private static string? CheckText(ConfigurationSetting setting, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text)
        {
            return "must be a text";
        }

        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
        {
            return "must not be empty or hold the character 0";
        }

        if (setting.Kind is SettingKind.Url or SettingKind.Urls)
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? null : "must be a URL of http or https";
        }

        return setting.Choices.Count == 0 || setting.Choices.Contains(text, StringComparer.Ordinal)
            ? null
            : $"must be one of {string.Join(", ", setting.Choices)}";
    }

    private static JsonArray ParseList(string text)
    {
        var list = new JsonArray();
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            list.Add((JsonNode)JsonValue.Create(item));
        }

        return list;
    }

    private static JsonNode? ParseJson(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { MaxDepth = 16 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
