// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks for an identity.</summary>
public sealed record CreateIdentityRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>The key of the agent that owns it; a new one when both this and an owner are absent.</summary>
    public string? KeyId { get; init; }

    /// <summary>The key management system of a new key.</summary>
    public string? Kms { get; init; }

    /// <summary>The account that owns it, when it is not that of a key of this agent: an address or a DID.</summary>
    public string? Owner { get; init; }

    /// <summary>The account that may add an owner when all keys are lost: an address or a DID. Keep its key elsewhere.</summary>
    public required string RecoveryKey { get; init; }

    /// <summary>The key whose account pays; that of the owning key when absent.</summary>
    public string? PayerKeyId { get; init; }

    /// <summary>
    /// What makes the address known before, together with the payer's account, the owner and the recovery key: a text of up to 32 bytes, or 64 hexadecimal
    /// digits after 0x. A salt works once.
    /// </summary>
    public string? Salt { get; init; }

    /// <summary>A call that the identity makes when it is created, without a value and without a salt; when it fails, nothing is created.</summary>
    public IdentityCall? Call { get; init; }
}
