// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>
/// What must hold of a kept credential to be a candidate: only what a store finds without reading the others. What is null is not asked.
/// </summary>
public sealed record CredentialFilter
{
    /// <summary>Every credential.</summary>
    public static CredentialFilter None { get; } = new();

    /// <summary>The types of which it has at least one; for an SD-JWT VC the <c>vct</c>.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>The issuers of which one issued it.</summary>
    public IReadOnlyList<string>? Issuers { get; init; }

    /// <summary>The name of a claim of one of its subjects that has one of <see cref="ClaimValues"/>.</summary>
    public string? ClaimName { get; init; }

    /// <summary>The texts of which <see cref="ClaimName"/> has one.</summary>
    public IReadOnlyList<string>? ClaimValues { get; init; }
}
