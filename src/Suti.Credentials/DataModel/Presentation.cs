// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>What a holder shows, without a proof: the JSON as it was written, and a typed view of it.</summary>
public sealed class Presentation
{
    internal Presentation(JsonElement json, CredentialDataModel model)
    {
        Json = json;
        Model = model;
    }

    /// <summary>The JSON as it was written.</summary>
    public JsonElement Json { get; }

    /// <summary>The data model it follows.</summary>
    public CredentialDataModel Model { get; }

    /// <summary>Its identifier, if it has one.</summary>
    public string? Id => Json.Text("id");

    /// <summary>Its types.</summary>
    public IReadOnlyList<string> Types => Json.Member("type").Texts();

    /// <summary>Who shows it.</summary>
    public string? Holder => Json.Member("holder").IdOf();

    /// <summary>The credentials in it, each a string or an object with its proof.</summary>
    public IReadOnlyList<JsonElement> Credentials => Json.Member("verifiableCredential").Items();

    /// <summary>Reads a presentation without a proof, which may come from anywhere, and holds it to its data model.</summary>
    /// <param name="utf8">JSON.</param>
    /// <param name="presentation">The presentation.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out Presentation? presentation,
        [NotNullWhen(false)] out CredentialError? error,
        CredentialLimits? limits = null)
    {
        presentation = null;
        if (!StrictJson.TryParseElement(utf8, out var json, (limits ?? CredentialLimits.Standard).Json))
        {
            error = new(CredentialErrorCodes.Malformed, "The text is not strict JSON, or is too large.");
            return false;
        }

        if (DataModelRules.ModelOf(json) is not { } model)
        {
            error = new(CredentialErrorCodes.Malformed, "The first context is not that of a known data model.");
            return false;
        }

        error = DataModelRules.CheckPresentation(json, model) is { } fault ? new(CredentialErrorCodes.Invalid, fault) : null;
        presentation = error is null ? new(json, model) : null;
        return presentation is not null;
    }

    /// <summary>Reads a presentation without a proof.</summary>
    /// <exception cref="FormatException">It is refused; the message says why.</exception>
    public static Presentation Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TryParse(Encoding.UTF8.GetBytes(json), out var presentation, out var error)
            ? presentation
            : throw new FormatException(error.Message);
    }

    /// <summary>The holder, without claims.</summary>
    public override string ToString() => $"{Credentials.Count} credentials of {Holder ?? "nobody"}";
}
