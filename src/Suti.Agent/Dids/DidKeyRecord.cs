// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Agent;

/// <summary>A key of a DID. It need not be one of the agent: others may share the control.</summary>
internal sealed record DidKeyRecord
{
    public required string Kid { get; init; }

    public required string Type { get; init; }

    public required string PublicKeyHex { get; init; }

    public int Relationships { get; init; }

    public string? Fragment { get; init; }

    public static DidKeyRecord Of(ControlledKey key) => new()
    {
        Kid = key.KeyId,
        Type = KeyTypeNames.Get(key.PublicKey.Type),
        PublicKeyHex = Agent.PublicKeyHex.Encode(key.PublicKey),
        Relationships = (int)key.Relationships,
        Fragment = key.Fragment,
    };

    public ControlledKey ToControlled() => new(
        Kid, Agent.PublicKeyHex.Decode(KeyTypeNames.Parse(Type), PublicKeyHex), (VerificationRelationship)Relationships, Fragment);
}
