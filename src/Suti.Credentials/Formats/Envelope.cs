// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>The objects of VCDM 2.0 §4.13 that carry a token in a <c>data:</c> URL (RFC 2397).</summary>
internal static class Envelope
{
    private const string Scheme = "data:";

    public static JsonElement Around(string token, string mediaType, SecuredKind kind, bool isBase64 = false) => JsonValues.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteTexts("@context", [CredentialContexts.V2]);
        writer.WriteString("id"u8, $"{Scheme}{mediaType}{(isBase64 ? ";base64" : "")},{token}");
        writer.WriteString("type"u8, kind == SecuredKind.Credential ? DataModelRules.EnvelopedCredentialType : DataModelRules.EnvelopedPresentationType);
        writer.WriteEndObject();
    });

    /// <summary>The media type, without parameters, and the token.</summary>
    public static bool TryOpen(JsonElement envelope, [NotNullWhen(true)] out string? mediaType, [NotNullWhen(true)] out string? token)
    {
        mediaType = null;
        token = null;
        var url = envelope.Text("id");
        var comma = url?.IndexOf(',', StringComparison.Ordinal) ?? -1;
        if (comma < 0 || !url!.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var type = url.AsSpan(Scheme.Length, comma - Scheme.Length);
        var parameters = type.IndexOf(';');
        mediaType = (parameters < 0 ? type : type[..parameters]).Trim().ToString();
        token = url[(comma + 1)..];
        return mediaType.Length > 0 && token.Length > 0;
    }
}
