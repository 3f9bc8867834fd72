// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Credentials;

/// <summary>
/// Generates the EIP-712 types of a document (EthereumEip712Signature2021 §3.1): members in canonical order, a struct for each
/// object, named after its member. Where two objects of different shape have the same name, the later one gets a number.
/// </summary>
internal sealed class Eip712Types
{
    private const string DomainType = "EIP712Domain";

    private readonly Dictionary<string, JsonArray> _types = new(StringComparer.Ordinal);

    /// <summary>The types as the JSON of <c>eth_signTypedData_v4</c>.</summary>
    /// <exception cref="SutiException">A value has no type in EIP-712.</exception>
    public static JsonObject Generate(JsonElement document, string primaryType)
    {
        var types = new Eip712Types();
        types._types[DomainType] = [Field("name", "string"), Field("version", "string"), Field("chainId", "uint256")];
        types.Define(document, primaryType);
        var json = new JsonObject();
        foreach (var (name, fields) in types._types)
        {
            json[name] = fields;
        }

        return json;
    }

    private static JsonObject Field(string name, string type) => new() { ["name"] = name, ["type"] = type };

    private static SutiException Refuse(string what) => new(CredentialErrorCodes.NotIssuable, $"EIP-712 cannot hold {what}.");

    private string Define(JsonElement value, string name)
    {
        // The name is taken before the members are looked at, so that a member cannot take it.
        var fields = new JsonArray();
        var own = name;
        for (var number = 2; !_types.TryAdd(own, fields); number++)
        {
            if (FieldsOf(value) is { } same && JsonNode.DeepEquals(_types[own], same))
            {
                return own;
            }

            own = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            fields.Add((JsonNode)Field(member.Name, TypeOf(member.Value, member.Name)));
        }

        return own;
    }

    /// <summary>The fields of an object without objects in it; null for others, which are defined anew.</summary>
    private static JsonArray? FieldsOf(JsonElement value)
    {
        var fields = new JsonArray();
        foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (ScalarOf(member.Value) is not { } type)
            {
                return null;
            }

            fields.Add((JsonNode)Field(member.Name, type));
        }

        return fields;
    }

    private static string? ScalarOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => value.TryGetUInt64(out _) ? "uint256" : throw Refuse("a number that is not whole, or is negative"),
        JsonValueKind.Null => throw Refuse("null"),
        _ => null,
    };

    private string TypeOf(JsonElement value, string name) =>
        ScalarOf(value)
        ?? (value.ValueKind == JsonValueKind.Object ? Define(value, StructName(name)) : ListOf(value, name));

    private string ListOf(JsonElement list, string name)
    {
        if (list.GetArrayLength() == 0)
        {
            throw Refuse("an empty list");
        }

        var types = list.EnumerateArray().Select(item => TypeOf(item, name)).Distinct(StringComparer.Ordinal).ToList();
        return types.Count == 1 ? types[0] + "[]" : throw Refuse("a list of different things");
    }

    private static string StructName(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit)
            ? char.ToUpperInvariant(name[0]) + name[1..]
            : throw Refuse("an object under a name that is no identifier");
}
