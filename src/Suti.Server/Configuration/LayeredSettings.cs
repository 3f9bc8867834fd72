// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Server;

/// <summary>The settings of all layers, the later over the earlier, and what is wrong with them.</summary>
internal sealed class LayeredSettings(string folder)
{
    private readonly Dictionary<string, (JsonNode Value, string Origin)> _values = new(StringComparer.Ordinal);

    internal List<string> Problems { get; } = [];

    /// <summary>Sets a value that was checked. A relative path is taken from <paramref name="baseFolder"/>.</summary>
    internal void Set(ConfigurationSetting setting, JsonNode value, string origin, string? baseFolder = null)
    {
        _values[setting.Name] = (setting.Kind switch
        {
            SettingKind.Path => Locate(value),
            SettingKind.Paths => new JsonArray([.. value.AsArray().Select(item => Locate(item!))]),
            _ => value,
        }, origin);

        JsonNode Locate(JsonNode path) => JsonValue.Create(Path.GetFullPath(path.GetValue<string>(), baseFolder ?? folder));
    }

    internal void Remove(string name) => _values.Remove(name);

    internal bool Has(string name) => _values.ContainsKey(name);

    internal string OriginOf(string name) => _values.TryGetValue(name, out var found) ? found.Origin : "default";

    /// <summary>Whether something else than the default is in force.</summary>
    internal bool IsSet(string name) => _values.TryGetValue(name, out var found) && found.Origin != "default";

    /// <summary>All values as one object, as the model reads it.</summary>
    internal JsonObject ToJson()
    {
        var root = new JsonObject();
        foreach (var (name, (value, _)) in _values)
        {
            var parts = name.Split('.');
            if (root[parts[0]] is not JsonObject group)
            {
                root[parts[0]] = group = [];
            }

            group[parts[1]] = value.DeepClone();
        }

        return root;
    }

    internal SettingValue Show(ConfigurationSetting setting) =>
        _values.TryGetValue(setting.Name, out var found)
            ? new(setting, Mask(setting, found.Value), found.Origin)
            : new(setting, null, "default");

    private static JsonNode? Mask(ConfigurationSetting setting, JsonNode? value)
    {
        if (value is null)
        {
            return null;
        }

        if (setting.IsSecret)
        {
            return JsonValue.Create("(secret)");
        }

        var shown = value.DeepClone();
        foreach (var item in shown is JsonArray array && setting.Members.Count > 0 ? array.OfType<JsonObject>() : [])
        {
            foreach (var member in setting.Members)
            {
                if (member.IsSecret && item.ContainsKey(member.Name))
                {
                    item[member.Name] = JsonValue.Create("(secret)");
                }
            }
        }

        return shown;
    }
}
