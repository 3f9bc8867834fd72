// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A presentation with its holder's proof. Only a verification says whether it is true.</summary>
public sealed class VerifiablePresentation
{
    private readonly Func<JsonElement>? _toJson;
    private JsonElement _json;

    /// <summary>A presentation that is a token around its content.</summary>
    /// <param name="format">The name of its format.</param>
    /// <param name="presentation">What it shows.</param>
    /// <param name="token">The token.</param>
    /// <param name="toJson">Makes the object form of it.</param>
    public VerifiablePresentation(string format, Presentation presentation, string token, Func<JsonElement> toJson)
    {
        Format = format;
        Presentation = presentation;
        Token = token;
        _toJson = toJson;
    }

    /// <summary>A presentation that carries its proof inside.</summary>
    /// <param name="format">The name of its format.</param>
    /// <param name="presentation">What it shows, without the proof.</param>
    /// <param name="json">The object with its proof.</param>
    public VerifiablePresentation(string format, Presentation presentation, JsonElement json)
    {
        Format = format;
        Presentation = presentation;
        _json = json;
    }

    /// <summary>The name of its format, such as <c>vp+jwt</c>.</summary>
    public string Format { get; }

    /// <summary>What it shows.</summary>
    public Presentation Presentation { get; }

    /// <summary>The token in its compact form; null when the proof is inside the object.</summary>
    public string? Token { get; }

    /// <summary>The object form: the presentation with its proof inside, or an envelope around its token.</summary>
    public JsonElement Json => _json.IsPresent() ? _json : _json = _toJson!();

    /// <summary>The form in which it travels: the token, or else the object as JSON.</summary>
    public override string ToString() => Token ?? _json.GetRawText();
}
