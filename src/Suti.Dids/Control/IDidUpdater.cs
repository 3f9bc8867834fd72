// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Dids;

/// <summary>A DID method whose DIDs can change.</summary>
public interface IDidUpdater
{
    /// <summary>The name of the method, such as <c>web</c>.</summary>
    string Name { get; }

    /// <summary>Changes a DID.</summary>
    /// <param name="did">The DID as it is.</param>
    /// <param name="change">The change.</param>
    /// <param name="options">Options of the method, an object, or undefined for none.</param>
    /// <param name="keys">The keys of the controller.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The DID as it is then.</returns>
    /// <exception cref="SutiException">
    /// The method has no such change (<see cref="DidErrorCodes.FeatureNotSupported"/>), or it failed.
    /// </exception>
    ValueTask<ControlledDid> UpdateAsync(
        ControlledDid did, DidChange change, JsonElement options, IKeyRing keys, CancellationToken cancellationToken);
}
