// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A DID method that can create DIDs.</summary>
public interface IDidCreator
{
    /// <summary>The name of the method, such as <c>web</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether nobody but the key ring hears of the keys while a DID is created. Then an agent stores the keys and the DID
    /// together; otherwise it stores each key before this goes on.
    /// </summary>
    bool IsSelfContained => false;

    /// <summary>Creates a DID, with keys that it creates in the key ring.</summary>
    /// <exception cref="SutiException">The options do not fit (<see cref="DidErrorCodes.InvalidOptions"/>), or it failed.</exception>
    ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken);
}
