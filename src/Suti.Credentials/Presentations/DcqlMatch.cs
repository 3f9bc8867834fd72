// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A credential that answers a part of a query.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="Pointers">JSON pointers to the claims that were asked for: what to disclose, and no more.</param>
public sealed record DcqlMatch(VerifiableCredential Credential, IReadOnlyList<string> Pointers)
{
    /// <summary>As it is kept, when it came out of a store.</summary>
    public FoundCredential? Kept { get; init; }
}
