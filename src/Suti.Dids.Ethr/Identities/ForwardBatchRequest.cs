// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks that an identity makes several calls, all of them or none.</summary>
public sealed record ForwardBatchRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>The identity: its address, or its DID.</summary>
    public required string Identity { get; init; }

    /// <summary>The calls in their order: 1 to 100.</summary>
    public required IdentityCall[] Calls { get; init; }

    /// <summary>The key of the agent that acts.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key whose account pays, by the relay; that of the acting key when absent.</summary>
    public string? PayerKeyId { get; init; }
}
