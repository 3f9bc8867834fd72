// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>How a credential is issued.</summary>
public sealed record IssueOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static IssueOptions Standard { get; } = new();

    /// <summary>JSON pointers to the claims that the holder may leave out, in formats with selective disclosure.</summary>
    public IReadOnlyList<string> Disclosable { get; init; } = [];

    /// <summary>Digests without a claim behind them, in formats with selective disclosure.</summary>
    public int Decoys { get; init; }

    /// <summary>The holder's key to bind it to, in formats that bind to a key.</summary>
    public PublicKey? HolderKey { get; init; }

    /// <summary>The type of an SD-JWT VC: its rules for claims are kept, or nothing is issued.</summary>
    public TypeMetadata? TypeMetadata { get; init; }

    /// <summary>Whether the header names the key. Without it a verifier tries every key of the issuer.</summary>
    public bool NamesKey { get; init; } = true;
}
