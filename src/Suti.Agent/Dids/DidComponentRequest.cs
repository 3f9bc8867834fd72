// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A part of a document.</summary>
public sealed record DidComponentRequest
{
    /// <summary>The document.</summary>
    public required JsonElement DidDocument { get; init; }

    /// <summary>The id of the part, absolute or relative.</summary>
    public required string DidUrl { get; init; }

    /// <summary>The section it must stand in, such as <c>assertionMethod</c>; null for any.</summary>
    public string? Section { get; init; }
}
