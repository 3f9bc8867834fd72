// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Dids;

/// <summary>The parts of a document, on their way from a reader or a builder.</summary>
internal sealed record DidDocumentContent
{
    public required Did Id { get; init; }

    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>Contexts that are objects, behind those that are named.</summary>
    public IReadOnlyList<JsonElement> ContextObjects { get; init; } = [];

    public IReadOnlyList<string> AlsoKnownAs { get; init; } = [];

    public IReadOnlyList<Did> Controllers { get; init; } = [];

    public IReadOnlyList<VerificationMethod> Methods { get; init; } = [];

    public required MethodReference[][] Relationships { get; init; }

    public IReadOnlyList<DidService> Services { get; init; } = [];
}
