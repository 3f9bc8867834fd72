// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Suti.Jose;

/// <summary>
/// The header of a JOSE object: what stands in its protected part and, in the JSON serializations, in its unprotected parts.
/// It was checked when it was read: an object, no member twice, the registered members of the right type, <c>crit</c> obeyed.
/// </summary>
public sealed class JoseHeader
{
    private readonly byte[] _protectedJson;
    private readonly byte[][] _unprotectedJson;
    private readonly RareMembers? _rare;

    /// <summary>The algorithm when it is one of JWS, else its name.</summary>
    private readonly object? _algorithm;

    private JoseHeader(byte[] protectedJson, byte[][] unprotectedJson, Members members)
    {
        _protectedJson = protectedJson;
        _unprotectedJson = unprotectedJson;
        _rare = members.ToRare();
        _algorithm = (object?)members.JwsAlgorithm ?? members.Algorithm;
        KeyId = members.KeyId;
        Type = members.Type;
    }

    /// <summary><c>alg</c>.</summary>
    public string? Algorithm => JwsAlgorithm?.Name ?? _algorithm as string;

    /// <summary><c>enc</c>, of encryption.</summary>
    public string? Encryption => _rare?.Encryption;

    /// <summary><c>kid</c>.</summary>
    public string? KeyId { get; }

    /// <summary><c>typ</c> as it stands; see <see cref="HasType"/> to compare it.</summary>
    public string? Type { get; }

    /// <summary><c>cty</c>.</summary>
    public string? ContentType => _rare?.ContentType;

    /// <summary><c>zip</c>, of encryption.</summary>
    public string? Compression => _rare?.Compression;

    /// <summary>Whether the payload is base64url-encoded for signing, as it is unless <c>b64</c> says otherwise (RFC 7797).</summary>
    public bool IsPayloadEncoded => _rare?.Base64Payload ?? true;

    /// <summary>The names in <c>crit</c>; empty when there is none.</summary>
    public IReadOnlyList<string> Critical => _rare?.Critical ?? [];

    /// <summary>The protected header as it was signed or authenticated: JSON in UTF-8. Empty when there is none.</summary>
    public ReadOnlyMemory<byte> ProtectedJson => _protectedJson;

    /// <summary>The algorithm when it is one of JWS.</summary>
    internal JwsAlgorithm? JwsAlgorithm => _algorithm as JwsAlgorithm;

    /// <summary>
    /// Whether <c>typ</c> is that media type. Case does not matter, and <c>application/</c> may be left out in front (RFC 7515 §4.1.9).
    /// </summary>
    public bool HasType(string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return Type is not null && WithoutPrefix(Type).Equals(WithoutPrefix(mediaType), StringComparison.OrdinalIgnoreCase);

        static ReadOnlySpan<char> WithoutPrefix(string type)
        {
            const string Prefix = "application/";
            var rest = type.AsSpan();
            return rest.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !rest[Prefix.Length..].Contains('/')
                ? rest[Prefix.Length..]
                : rest;
        }
    }

    /// <summary>Any member of the header, wherever it stands.</summary>
    public bool TryGetMember(string name, out JsonElement value)
    {
        foreach (var part in (IEnumerable<byte[]>)[_protectedJson, .. _unprotectedJson])
        {
            if (part.Length > 0 && JsonElement.Parse(part).TryGetProperty(name, out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>A member that is a string; false also when it is of another type.</summary>
    public bool TryGetString(string name, [NotNullWhen(true)] out string? value)
    {
        value = TryGetMember(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        return value is not null;
    }

    /// <summary>Reads the parts of a header, each of which may be empty.</summary>
    internal static JoseHeader? TryRead(
        byte[] protectedJson,
        byte[][] unprotectedJson,
        JoseLimits limits,
        CriticalExtensions understood,
        out JoseError? error,
        bool allowRepeatedMembers = false)
    {
        var members = default(Members);
        error = members.Read(protectedJson, isProtected: true, limits);
        foreach (var part in unprotectedJson)
        {
            error ??= members.Read(part, isProtected: false, limits);
        }

        error ??= unprotectedJson.Length > 0 && JoseJson.ShareMember([protectedJson, .. unprotectedJson], allowRepeatedMembers)
            ? JoseErrors.HeadersShareMember
            : members.CheckCritical(protectedJson, understood);
        return error is null ? new JoseHeader(protectedJson, unprotectedJson, members) : null;
    }

    /// <summary>What most headers do not have, so that most are smaller without it.</summary>
    private sealed record RareMembers(string? Encryption, string? ContentType, string? Compression, string[]? Critical, bool? Base64Payload);

    /// <summary>What is read of a header on the way.</summary>
    private struct Members
    {
        public string? Algorithm;
        public string? Encryption;
        public string? KeyId;
        public string? Type;
        public string? ContentType;
        public string? Compression;
        public string[]? Critical;
        public bool? Base64Payload;
        public JwsAlgorithm? JwsAlgorithm;

        public readonly RareMembers? ToRare() =>
            Encryption is null && ContentType is null && Compression is null && Critical is null && Base64Payload is null
                ? null
                : new RareMembers(Encryption, ContentType, Compression, Critical, Base64Payload);

        public JoseError? Read(ReadOnlySpan<byte> json, bool isProtected, JoseLimits limits)
        {
            if (json.IsEmpty)
            {
                return null;
            }

            if (JoseJson.CheckObject(json, limits.MaxHeaderSize) is { } refusal)
            {
                return refusal;
            }

            var reader = new Utf8JsonReader(json);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var error = ReadMember(ref reader, isProtected);
                if (error is not null)
                {
                    return error;
                }
            }

            return null;
        }

        public readonly JoseError? CheckCritical(byte[] protectedJson, CriticalExtensions understood)
        {
            var listsB64 = false;
            foreach (var name in Critical ?? [])
            {
                if (JoseJson.IsRegistered(name))
                {
                    return JoseErrors.CritRegistered;
                }

                if (name != "b64" || !understood.HasFlag(CriticalExtensions.B64))
                {
                    return JoseErrors.CritUnknown;
                }

                if (!JoseJson.HasMember(protectedJson, name))
                {
                    return JoseErrors.CritNotPresent;
                }

                listsB64 = true;
            }

            return Base64Payload is not null && !listsB64 && understood.HasFlag(CriticalExtensions.B64)
                ? JoseErrors.B64WithoutCrit
                : null;
        }

        private JoseError? ReadMember(ref Utf8JsonReader reader, bool isProtected)
        {
            if (reader.ValueTextEquals("alg"u8))
            {
                reader.Read();
                JwsAlgorithm = JoseJson.FindJwsAlgorithm(ref reader);
                Algorithm = JwsAlgorithm?.Name;
                return Algorithm is not null || JoseJson.TryString(ref reader, out Algorithm) ? null : JoseErrors.MemberType("alg");
            }

            if (reader.ValueTextEquals("kid"u8))
            {
                return ReadString(ref reader, "kid", out KeyId);
            }

            if (reader.ValueTextEquals("typ"u8))
            {
                return ReadString(ref reader, "typ", out Type);
            }

            if (reader.ValueTextEquals("cty"u8))
            {
                return ReadString(ref reader, "cty", out ContentType);
            }

            if (reader.ValueTextEquals("enc"u8))
            {
                return ReadString(ref reader, "enc", out Encryption);
            }

            if (reader.ValueTextEquals("zip"u8))
            {
                return ReadString(ref reader, "zip", out Compression);
            }

            if (reader.ValueTextEquals("b64"u8))
            {
                reader.Read();
                Base64Payload = reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : null;
                return Base64Payload is null || !isProtected ? JoseErrors.MemberType("b64") : null;
            }

            if (reader.ValueTextEquals("crit"u8))
            {
                reader.Read();
                return isProtected ? ReadCritical(ref reader) : JoseErrors.CritUnprotected;
            }

            reader.Read();
            reader.Skip();
            return null;
        }

        private JoseError? ReadCritical(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return JoseErrors.CritEmpty;
            }

            var names = new List<string>();
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                names.Add(reader.GetString()!);
            }

            Critical = [.. names];
            return reader.TokenType == JsonTokenType.EndArray && names.Count > 0 && names.Distinct(StringComparer.Ordinal).Count() == names.Count
                ? null
                : JoseErrors.CritEmpty;
        }

        private static JoseError? ReadString(ref Utf8JsonReader reader, string name, out string? value)
        {
            reader.Read();
            return JoseJson.TryString(ref reader, out value) ? null : JoseErrors.MemberType(name);
        }
    }
}
