// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti;

/// <summary>
/// The keys of the agent for code that creates and uses keys without knowing where they are kept, such as DID methods.
/// </summary>
public interface IKeyRing
{
    /// <summary>Creates a key.</summary>
    /// <param name="type">The type of key.</param>
    /// <param name="keyManagementSystem">Where to keep it; null for the agent's default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<KeyRingEntry> CreateAsync(
        KeyType type, string? keyManagementSystem = null, CancellationToken cancellationToken = default);

    /// <summary>Finds a key by its id, or answers null.</summary>
    ValueTask<KeyRingEntry?> FindAsync(string keyId, CancellationToken cancellationToken = default);

    /// <summary>A signer with the key of that id.</summary>
    /// <exception cref="SutiException">
    /// There is no such key in this space (<see cref="KeyErrorCodes.NotFound"/>), or it cannot sign
    /// (<see cref="KeyErrorCodes.NotUsable"/>).
    /// </exception>
    ValueTask<ISigner> GetSignerAsync(string keyId, CancellationToken cancellationToken = default);

    /// <summary>A key agreement with the key of that id.</summary>
    /// <exception cref="SutiException">As for <see cref="GetSignerAsync"/>.</exception>
    ValueTask<IKeyAgreement> GetAgreementAsync(string keyId, CancellationToken cancellationToken = default);
}
