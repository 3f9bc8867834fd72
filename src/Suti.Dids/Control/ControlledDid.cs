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

    /// <summary>The DID with a change, as the controller keeps it. Nothing is published.</summary>
    /// <exception cref="SutiException">
    /// The change does not fit the DID, or it replaces the document (<see cref="DidErrorCodes.FeatureNotSupported"/>).
    /// </exception>
    public ControlledDid With(DidChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return ControlledDocument.Apply(this, change);
    }
}
