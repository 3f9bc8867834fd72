// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Dids;

/// <summary>A key of the agent inside a DID that it controls.</summary>
/// <param name="KeyId">The id of the key in the agent.</param>
/// <param name="PublicKey">The public half.</param>
/// <param name="Relationships">What the DID lets it be used for.</param>
/// <param name="Fragment">The fragment of its verification method, where the controller chooses it; null where the method does.</param>
public sealed record ControlledKey(string KeyId, PublicKey PublicKey, VerificationRelationship Relationships, string? Fragment = null)
{
    /// <summary>What keys of a type are good for.</summary>
    public static VerificationRelationship GetUses(KeyType type) => type switch
    {
        KeyType.X25519 => VerificationRelationship.KeyAgreement,
        KeyType.Ed25519 or KeyType.Rsa => VerificationRelationship.Signing,
        _ => VerificationRelationship.Signing | VerificationRelationship.KeyAgreement,
    };
}
