// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>
/// A credential or presentation as it came in: a token, or an object with its proof. An envelope is opened, so that a token is
/// the same wherever it stood.
/// </summary>
public sealed class SecuredDocument
{
    private readonly CredentialLimits _limits;
    private Jws? _jws;
    private SdJwt? _sdJwt;
    private CoseSign1? _cose;
    private JsonElement _payload;

    private SecuredDocument(SecuredKind kind, string? token, string? mediaType, JsonElement json, CredentialLimits limits)
    {
        Kind = kind;
        Token = token;
        MediaType = mediaType;
        Json = json;
        _limits = limits;
    }

    /// <summary>What it is taken for.</summary>
    public SecuredKind Kind { get; }

    /// <summary>The token; null when the proof is inside the object.</summary>
    public string? Token { get; }

    /// <summary>The media type that its envelope names; null when it came without one.</summary>
    public string? MediaType { get; }

    /// <summary>The object, with its proof; undefined when a token came alone or in an envelope.</summary>
    public JsonElement Json { get; }

    /// <summary>The token as a JWS; null when it is none.</summary>
    internal Jws? Jws => _jws;

    /// <summary>The token as an SD-JWT; null when it is none.</summary>
    internal SdJwt? SdJwt => _sdJwt;

    /// <summary>The token as a COSE message; null when it is none.</summary>
    internal CoseSign1? Cose => _cose;

    /// <summary>The payload of the token, if that is a strict JSON object; undefined otherwise.</summary>
    internal JsonElement Payload => _payload;

    /// <summary>Reads a text: a token, or JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">What it is taken for.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="document">The document, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryRead(
        string text,
        SecuredKind kind,
        CredentialLimits limits,
        [NotNullWhen(true)] out SecuredDocument? document,
        [NotNullWhen(false)] out CredentialError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(limits);
        document = null;
        if (text.Length > limits.MaxSize)
        {
            error = new(CredentialErrorCodes.Malformed, "It is too large.");
            return false;
        }

        if (!text.StartsWith('{'))
        {
            return TryOpen(text, mediaType: null, kind, default, limits, out document, out error);
        }

        if (!StrictJson.TryParseElement(System.Text.Encoding.UTF8.GetBytes(text), out var json, limits.Json))
        {
            error = new(CredentialErrorCodes.Malformed, "It is not strict JSON.");
            return false;
        }

        return TryReadObject(json, kind, limits, out document, out error);
    }

    /// <summary>Reads a JSON value: a string with a token, or an object.</summary>
    /// <param name="json">The value.</param>
    /// <param name="kind">What it is taken for.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="document">The document, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryRead(
        JsonElement json,
        SecuredKind kind,
        CredentialLimits limits,
        [NotNullWhen(true)] out SecuredDocument? document,
        [NotNullWhen(false)] out CredentialError? error)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (json.ValueKind == JsonValueKind.String)
        {
            return TryRead(json.GetString()!, kind, limits, out document, out error);
        }

        document = null;
        // The element may come from a lenient reader: members that are there twice would be read in two ways.
        if (json.ValueKind != JsonValueKind.Object || !StrictJson.TryValidate(JsonValues.Utf8(json), limits.Json))
        {
            error = new(CredentialErrorCodes.Malformed, "It is neither a token nor a strict JSON object, or is too large.");
            return false;
        }

        return TryReadObject(json, kind, limits, out document, out error);
    }

    private static bool TryReadObject(
        JsonElement json, SecuredKind kind, CredentialLimits limits, out SecuredDocument? document, out CredentialError? error)
    {
        var type = json.Member("type");
        if (type.HasText(DataModelRules.EnvelopedCredentialType) || type.HasText(DataModelRules.EnvelopedPresentationType))
        {
            document = null;
            error = new(CredentialErrorCodes.Malformed, "The envelope is not well-formed.");
            return type.HasText(kind == SecuredKind.Credential ? DataModelRules.EnvelopedCredentialType : DataModelRules.EnvelopedPresentationType)
                && DataModelRules.ModelOf(json) == CredentialDataModel.V2
                && Envelope.TryOpen(json, out var mediaType, out var token)
                && TryOpen(token, mediaType, kind, default, limits, out document, out error);
        }

        if (json.Member("proof").Text("jwt") is { } jwt)
        {
            return TryOpen(jwt, mediaType: null, kind, json, limits, out document, out error);
        }

        error = null;
        document = new(kind, token: null, mediaType: null, json, limits);
        return true;
    }

    private static bool TryOpen(
        string token,
        string? mediaType,
        SecuredKind kind,
        JsonElement around,
        CredentialLimits limits,
        [NotNullWhen(true)] out SecuredDocument? document,
        [NotNullWhen(false)] out CredentialError? error)
    {
        var opened = new SecuredDocument(kind, token, mediaType, around, limits);
        var fault = opened.Open(token);
        error = fault is null ? null : new(CredentialErrorCodes.Malformed, fault);
        document = fault is null ? opened : null;
        return document is not null;
    }

    private string? Open(string token)
    {
        var jose = _limits.Jose;
        if (token.Contains('~', StringComparison.Ordinal))
        {
            if (!SdJwt.TryParse(token, out _sdJwt, out var sdError, new SdJwtLimits { Token = jose }))
            {
                return sdError.Message;
            }

            _jws = _sdJwt.Jws;
        }
        else if (token.Contains('.', StringComparison.Ordinal))
        {
            if (!Jws.TryParse(token, out _jws, out var error, jose))
            {
                return error.Message;
            }
        }
        else
        {
            return OpenCose(token);
        }

        if (!_jws.Header.IsPayloadEncoded)
        {
            // RFC 7797 §7: a JWT never has an unencoded payload.
            return "The payload is not encoded.";
        }

        return StrictJson.TryParseElement(_jws.Payload.Span, out _payload, _limits.Json) && _payload.ValueKind == JsonValueKind.Object
            ? null
            : "The payload is not a strict JSON object.";
    }

    private string? OpenCose(string token)
    {
        if (!CoseText.TryDecode(token, out var bytes) || !CoseSign1.TryParse(bytes, out _cose, out _))
        {
            return "It is no token of a known form.";
        }

        return _cose.Payload is { } payload
            && StrictJson.TryParseElement(payload.Span, out _payload, _limits.Json) && _payload.ValueKind == JsonValueKind.Object
            ? null
            : "The payload is not a strict JSON object.";
    }
}
