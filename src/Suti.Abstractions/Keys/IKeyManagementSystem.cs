// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti;

/// <summary>
/// Holds private keys and uses them: local records, hardware, a cloud service, a wallet. No private key leaves it to be used.
/// </summary>
public interface IKeyManagementSystem
{
    /// <summary>The name that tells it from others, such as <c>local</c>.</summary>
    string Name { get; }

    /// <summary>Whether it holds keys of a type.</summary>
    bool Supports(KeyType type);

    /// <summary>Creates a key.</summary>
    /// <exception cref="NotSupportedException">It does not hold such keys, or does not create any.</exception>
    ValueTask<IKeyHandle> CreateAsync(KeyType type, KeyCreationOptions options, CancellationToken cancellationToken = default);

    /// <summary>Takes a key over. The key must allow its export.</summary>
    /// <exception cref="NotSupportedException">It does not hold such keys, or does not import any.</exception>
    ValueTask<IKeyHandle> ImportAsync(PrivateKey key, KeyCreationOptions options, CancellationToken cancellationToken = default);

    /// <summary>Opens a key, or answers null when it holds none of that id.</summary>
    ValueTask<IKeyHandle?> OpenAsync(string keyId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a key for good. False when there is none of that id.</summary>
    ValueTask<bool> DeleteAsync(string keyId, CancellationToken cancellationToken = default);
}
