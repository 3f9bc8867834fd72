// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Dids;

/// <summary>The answer to a resolution: a document, or the reason why there is none.</summary>
public sealed record DidResolutionResult
{
    /// <summary>The media type that documents have when nothing else was asked for.</summary>
    internal const string DefaultContentType = "application/did";

    private static readonly DidResolutionMetadata Found = new() { ContentType = DefaultContentType };

    /// <summary>The document; null on failure, and for DIDs that are deactivated.</summary>
    public DidDocument? Document { get; init; }

    /// <summary>What is said of the resolution.</summary>
    public DidResolutionMetadata ResolutionMetadata { get; init; } = Found;

    /// <summary>What is said of the document.</summary>
    public DidDocumentMetadata DocumentMetadata { get; init; } = DidDocumentMetadata.Empty;

    /// <summary>Why there is no document; null when nothing went wrong.</summary>
    public DidError? Error => ResolutionMetadata.Error;

    /// <summary>Whether there is a document and nothing went wrong.</summary>
    [MemberNotNullWhen(true, nameof(Document))]
    public bool IsSuccess => Document is not null && Error is null;

    /// <summary>A success.</summary>
    public static DidResolutionResult FromDocument(DidDocument document, DidDocumentMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new() { Document = document, DocumentMetadata = metadata ?? DidDocumentMetadata.Empty };
    }

    /// <summary>A failure.</summary>
    /// <param name="code">One of <see cref="DidErrorCodes"/>.</param>
    /// <param name="message">What is wrong, for people.</param>
    public static DidResolutionResult FromError(string code, string message) => FromError(new DidError(code, message));

    /// <summary>A failure.</summary>
    public static DidResolutionResult FromError(DidError error) => new() { ResolutionMetadata = new() { Error = error } };

    /// <summary>The answer for a DID that was given up: no document, and the metadata says so.</summary>
    public static DidResolutionResult FromDeactivated(DidDocumentMetadata? metadata = null) => new()
    {
        ResolutionMetadata = new(),
        DocumentMetadata = (metadata ?? DidDocumentMetadata.Empty) with { Deactivated = true },
    };

    /// <summary>The document.</summary>
    /// <exception cref="SutiException">There is none; the code is that of the error, or <c>did.deactivated</c>.</exception>
    public DidDocument GetDocument() => IsSuccess
        ? Document
        : throw (Error?.ToException() ?? new SutiException("did.deactivated", "The DID is deactivated."));
}
