// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>With whom to share a secret.</summary>
public sealed record SharedSecretRequest
{
    /// <summary>The id of our key.</summary>
    public required string SecretKeyRef { get; init; }

    /// <summary>The key of the other one.</summary>
    public required PublicKeyReference PublicKey { get; init; }
}
