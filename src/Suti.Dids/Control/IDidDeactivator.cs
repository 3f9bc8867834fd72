// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A DID method whose DIDs can be given up.</summary>
public interface IDidDeactivator
{
    /// <summary>The name of the method, such as <c>webvh</c>.</summary>
    string Name { get; }

    /// <summary>Gives a DID up for good.</summary>
    /// <returns>What is left of it.</returns>
    ValueTask<ControlledDid> DeactivateAsync(ControlledDid did, IKeyRing keys, CancellationToken cancellationToken);
}
