// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A credential that fits an input descriptor.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="Pointers">JSON pointers to the fields that were asked for: what to disclose, and no more.</param>
public sealed record InputMatch(VerifiableCredential Credential, IReadOnlyList<string> Pointers)
{
    /// <summary>As it is kept, when it came out of a store.</summary>
    public FoundCredential? Kept { get; init; }

    /// <summary>Whom each named field is about.</summary>
    internal IReadOnlyDictionary<string, string?> Subjects { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>How many wishes that are no conditions it leaves open.</summary>
    internal int OpenWishes { get; init; }
}
