// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks for a credential.</summary>
public sealed record CreateCredentialRequest
{
    /// <summary>The credential without a proof. Context, type and time of issuance are added where they are missing.</summary>
    public required JsonElement Credential { get; init; }

    /// <summary>The format: <c>jwt</c>, <c>vc+jwt</c>, <c>EthereumEip712Signature2021</c> or another that the agent has.</summary>
    public required string ProofFormat { get; init; }

    /// <summary>Whether the agent keeps it.</summary>
    public bool Save { get; init; }

    /// <summary>The key to sign with: the id of its verification method, or its public key in hexadecimal.</summary>
    public string? KeyRef { get; init; }

    /// <summary>JSON pointers to the claims that may be left out, in formats with selective disclosure.</summary>
    public IReadOnlyList<string>? Disclosable { get; init; }
}
