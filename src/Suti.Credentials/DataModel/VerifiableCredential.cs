// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// A credential with its proof. What stands here was issued by us or read from somebody; only a verification says whether it
/// is true.
/// </summary>
public sealed class VerifiableCredential
{
    private readonly Func<JsonElement>? _toJson;
    private JsonElement _json;

    /// <summary>A credential that is a token around its claims.</summary>
    /// <param name="format">The name of its format.</param>
    /// <param name="credential">What it says.</param>
    /// <param name="token">The token.</param>
    /// <param name="toJson">Makes the object form of it.</param>
    public VerifiableCredential(string format, Credential credential, string token, Func<JsonElement> toJson)
    {
        Format = format;
        Credential = credential;
        Token = token;
        _toJson = toJson;
    }

    /// <summary>A credential that carries its proof inside.</summary>
    /// <param name="format">The name of its format.</param>
    /// <param name="credential">What it says, without the proof.</param>
    /// <param name="json">The object with its proof.</param>
    public VerifiableCredential(string format, Credential credential, JsonElement json)
    {
        Format = format;
        Credential = credential;
        _json = json;
    }

    /// <summary>The name of its format, such as <c>vc+jwt</c>.</summary>
    public string Format { get; }

    /// <summary>What it says.</summary>
    public Credential Credential { get; }

    /// <summary>The token in its compact form; null when the proof is inside the object.</summary>
    public string? Token { get; }

    /// <summary>The object form: the credential with its proof inside, or an envelope around its token.</summary>
    public JsonElement Json => _json.IsPresent() ? _json : _json = _toJson!();

    /// <summary>Reads a credential that one has, without verifying it. A wallet looks so at what it keeps.</summary>
    /// <param name="json">An object with its proof, or a string with a token.</param>
    /// <param name="credential">The credential. Nothing says that it is true.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="formats">The formats that are known; all of <see cref="CredentialFormats.All"/> when null.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryRead(
        JsonElement json,
        [NotNullWhen(true)] out VerifiableCredential? credential,
        [NotNullWhen(false)] out CredentialError? error,
        IReadOnlyList<ICredentialFormat>? formats = null,
        CredentialLimits? limits = null)
    {
        credential = null;
        if (!SecuredDocument.TryRead(json, SecuredKind.Credential, limits ?? CredentialLimits.Standard, out var document, out error))
        {
            return false;
        }

        foreach (var format in formats ?? CredentialFormats.All)
        {
            if (format.CanRead(document))
            {
                credential = format.Read(document);
                break;
            }
        }

        error = credential is null ? new(CredentialErrorCodes.Malformed, "It is no credential of a known format.") : null;
        return credential is not null;
    }

    /// <summary>The form in which it travels: the token, or else the object as JSON.</summary>
    public override string ToString() => Token ?? _json.GetRawText();
}
