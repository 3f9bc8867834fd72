// SPDX-License-Identifier: Apache-2.0

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

    /// <summary>The form in which it travels: the token, or else the object as JSON.</summary>
    public override string ToString() => Token ?? _json.GetRawText();
}
