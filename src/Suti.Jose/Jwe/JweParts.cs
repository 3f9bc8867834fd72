// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>What the recipients of a JWE share.</summary>
internal sealed record JweParts
{
    /// <summary>The protected header as it stands, in base64url.</summary>
    public required string ProtectedText { get; init; }

    public required byte[] Nonce { get; init; }

    public required byte[] Ciphertext { get; init; }

    public required byte[] Tag { get; init; }

    /// <summary>The member <c>aad</c> as it stands, in base64url; null when there is none.</summary>
    public string? AssociatedText { get; init; }

    /// <summary>The associated data of the AEAD (RFC 7516 §5.1 step 14).</summary>
    public byte[] AssociatedData => System.Text.Encoding.ASCII.GetBytes(
        AssociatedText is null ? ProtectedText : $"{ProtectedText}.{AssociatedText}");
}
