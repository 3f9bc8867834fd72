// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>The media types of documents.</summary>
internal static class DidRepresentations
{
    public const string Json = "application/did+json";
    public const string JsonLd = "application/did+ld+json";

    /// <summary>The same answer in the representation that is asked for, or <c>representationNotSupported</c>.</summary>
    public static DidResolutionResult Negotiate(DidResolutionResult result, string accept)
    {
        if (result.Document is null)
        {
            return result;
        }

        foreach (var range in accept.AsSpan().Split(','))
        {
            var type = accept.AsSpan(range).Trim();
            var parameters = type.IndexOf(';');
            if (Choose((parameters < 0 ? type : type[..parameters]).TrimEnd()) is { } contentType)
            {
                return result with { ResolutionMetadata = result.ResolutionMetadata with { ContentType = contentType } };
            }
        }

        return DidResolutionResult.FromError(DidErrorCodes.RepresentationNotSupported, "There is no such representation of DID documents.");
    }

    /// <summary>How a document is written for one of the media types above.</summary>
    public static DidRepresentation For(string? contentType) => contentType switch
    {
        Json => DidRepresentation.Json,
        JsonLd => DidRepresentation.JsonLd,
        _ => DidRepresentation.AsWritten,
    };

    private static string? Choose(ReadOnlySpan<char> type) => type switch
    {
        "*/*" or "application/*" or DidResolutionResult.DefaultContentType or "application/json" or "application/did-resolution"
            => DidResolutionResult.DefaultContentType,
        Json => Json,
        JsonLd or "application/ld+json" => JsonLd,
        _ => null,
    };
}
