// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Names an identity.</summary>
public sealed record IdentityRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>The identity: its address, or its DID.</summary>
    public required string Identity { get; init; }
}
