// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>
/// A JWK Set (RFC 7517 §5). A set that mixes shared secrets with public keys, or has the same <c>kid</c> twice, is refused:
/// either lets an attacker choose which key a verifier takes. Keys of kinds that are not supported are left out.
/// </summary>
public sealed class JwkSet : IReadOnlyList<Jwk>, IDisposable
{
    private const int MaxKeys = 256;

    private readonly IReadOnlyList<Jwk> _keys;

    private JwkSet(IReadOnlyList<Jwk> keys) => _keys = keys;

    /// <inheritdoc/>
    public int Count => _keys.Count;

    /// <inheritdoc/>
    public Jwk this[int index] => _keys[index];

    /// <summary>Makes a set.</summary>
    /// <exception cref="SutiException">The keys cannot stand together.</exception>
    public static JwkSet Create(params IEnumerable<Jwk> keys)
    {
        var list = keys.ToList();
        return Ambiguity(list) is { } error ? throw error.ToException() : new JwkSet(list);
    }

    /// <summary>Reads a set that may come from anywhere.</summary>
    /// <param name="utf8">The JSON object with the member <c>keys</c>.</param>
    /// <param name="set">The set.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="exportPolicy">Whether private keys in it may be written out again.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out JwkSet? set,
        [NotNullWhen(false)] out JoseError? error,
        KeyExportPolicy exportPolicy = KeyExportPolicy.None)
    {
        set = null;
        if (JoseJson.TryParseObject(utf8, JwkReader.MaxSize * 16, out error) is not { } json)
        {
            error ??= JoseErrors.NotJson;
            return false;
        }

        if (!json.TryGetProperty("keys", out var members)
            || members.ValueKind != JsonValueKind.Array
            || members.GetArrayLength() > MaxKeys
            || members.EnumerateArray().Any(member => member.ValueKind != JsonValueKind.Object))
        {
            error = JoseErrors.KeyInvalid($"A JWK Set is an object whose member keys is a list of at most {MaxKeys} objects.");
            return false;
        }

        var keys = new List<Jwk>();
        foreach (var member in members.EnumerateArray())
        {
            // RFC 7517 §5: keys that are not understood should be ignored. One that is understood and wrong spoils the set.
            if (!IsSupported(member))
            {
                continue;
            }

            if (JwkReader.Read(member, exportPolicy, out error) is not { } key)
            {
                Dispose(keys);
                error ??= JoseErrors.KeyInvalid("A key is not a valid one.");
                return false;
            }

            keys.Add(key);
        }

        error = Ambiguity(keys);
        if (error is not null)
        {
            Dispose(keys);
            return false;
        }

        set = new JwkSet(keys);
        return true;
    }

    /// <summary>
    /// The key for a use: by <c>kid</c> when the token names one, else the only key that allows the use and the algorithm. Null
    /// when there is none, or more than one and nothing to choose by.
    /// </summary>
    public Jwk? Find(string? keyId, JwkUse use, string? algorithm)
    {
        var candidates = _keys
            .Where(key => (keyId is null || key.KeyId == keyId) && algorithm is not null && key.Allows(use, algorithm))
            .Take(2)
            .ToList();
        return candidates.Count == 1 ? candidates[0] : null;
    }

    /// <summary>The set as JSON, without any secret.</summary>
    /// <exception cref="InvalidOperationException">It holds shared secrets.</exception>
    public string ToPublicJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JoseJsonWriting.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys"u8);
            foreach (var key in _keys)
            {
                JwkWriter.Write(writer, key.ToPublic());
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Clears the secrets of all keys.</summary>
    public void Dispose() => Dispose(_keys);

    /// <inheritdoc/>
    public IEnumerator<Jwk> GetEnumerator() => _keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Dispose(IEnumerable<Jwk> keys)
    {
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }

    private static JoseError? Ambiguity(List<Jwk> keys)
    {
        if (keys.Exists(key => key.IsSymmetric) && keys.Exists(key => !key.IsSymmetric))
        {
            return JoseErrors.KeyInvalid("A set must not mix shared secrets with public keys.");
        }

        var names = keys.Where(key => key.KeyId is not null).Select(key => key.KeyId).ToList();
        return names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? null
            : JoseErrors.KeyInvalid("A set must not have the same kid twice.");
    }

    private static bool IsSupported(JsonElement key)
    {
        var kind = Text("kty");
        var curve = Text("crv");
        return kind switch
        {
            "EC" => JwkCurves.EllipticCurveType(curve) is not null,
            "OKP" => JwkCurves.OctetKeyPairType(curve) is not null,
            "RSA" or "oct" => true,
            _ => false,
        };

        string? Text(string name) =>
            key.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
    }
}
