// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Dids;

/// <summary>The answer to dereferencing a DID URL: one of document, method, service and URLs, or an error.</summary>
public sealed record DidDereferencingResult
{
    /// <summary>The document, when the URL names the DID itself.</summary>
    public DidDocument? Document { get; init; }

    /// <summary>The key, when the fragment names one.</summary>
    public VerificationMethod? VerificationMethod { get; init; }

    /// <summary>The service, when the fragment names one.</summary>
    public DidService? Service { get; init; }

    /// <summary>The URLs that the parameter <c>service</c> leads to, <c>relativeRef</c> and fragment applied.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [];

    /// <summary>What is said of the document.</summary>
    public DidDocumentMetadata ContentMetadata { get; init; } = DidDocumentMetadata.Empty;

    /// <summary>What went wrong; null when nothing did.</summary>
    public DidError? Error { get; init; }

    /// <summary>Whether nothing went wrong.</summary>
    public bool IsSuccess => Error is null;

    /// <summary>What was found, as JSON; undefined for URLs and errors.</summary>
    public JsonElement Json => Document?.Json ?? VerificationMethod?.Json ?? Service?.Json ?? default;
}
