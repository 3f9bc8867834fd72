// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>How a document is written.</summary>
public enum DidRepresentation
{
    /// <summary>As it was read or made.</summary>
    AsWritten,

    /// <summary>Plain JSON (<c>application/did+json</c>): without <c>@context</c>.</summary>
    Json,

    /// <summary>JSON-LD (<c>application/did+ld+json</c>): with <c>@context</c>.</summary>
    JsonLd,
}
