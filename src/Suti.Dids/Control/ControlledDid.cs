// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>What the controller of a DID keeps of it. Methods get it and give it back; none of them keeps anything.</summary>
public sealed record ControlledDid
{
    /// <summary>The DID.</summary>
    public required Did Did { get; init; }

    /// <summary>The keys.</summary>
    public IReadOnlyList<ControlledKey> Keys { get; init; } = [];

    /// <summary>The services.</summary>
    public IReadOnlyList<DidService> Services { get; init; } = [];

    /// <summary>The id of the key that changes the DID; null when nothing can.</summary>
    public string? ControllerKeyId { get; init; }

    /// <summary>What else the method needs to have back, such as the log of did:webvh. It holds no secrets.</summary>
    public string? State { get; init; }
}
