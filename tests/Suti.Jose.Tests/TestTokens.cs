// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose.Tests;

/// <summary>Keys and damaged tokens for the tests of this assembly.</summary>
internal static class TestTokens
{
    public static readonly byte[] Secret = [.. Enumerable.Range(1, 64).Select(value => (byte)value)];

    public static PrivateKey Key(KeyType type) => PrivateKey.Generate(type, KeyExportPolicy.AllowExport);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Encode(string text) => Base64Url.Encode(Utf8(text));

    /// <summary>A compact JWS with a header written by hand, signed with HS256.</summary>
    public static string HandMade(string header, string payload)
    {
        var input = $"{Encode(header)}.{Encode(payload)}";
        return $"{input}.{Base64Url.Encode(MacAlgorithm.HmacSha256.Compute(Secret, Utf8(input)))}";
    }

    /// <summary>The same JSON object with some members changed; null removes one.</summary>
    public static byte[] With(JsonObject json, params (string Name, JsonNode? Value)[] changes)
    {
        var copy = (JsonObject)json.DeepClone();
        foreach (var (name, value) in changes)
        {
            copy.Remove(name);
            if (value is not null)
            {
                copy[name] = value.DeepClone();
            }
        }

        return Utf8(copy.ToJsonString());
    }
}
