// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti;

/// <summary>
/// A key inside a key management system. It can be used, not read. Systems that sign structured data themselves (Ethereum
/// wallets) let their handles implement further interfaces.
/// </summary>
public interface IKeyHandle
{
    /// <summary>The id of the key in its key management system.</summary>
    string KeyId { get; }

    /// <summary>The public half.</summary>
    PublicKey PublicKey { get; }

    /// <summary>Signs with the key; null when it cannot sign.</summary>
    ISigner? Signer { get; }

    /// <summary>Agrees on secrets with the key; null when it cannot.</summary>
    IKeyAgreement? Agreement { get; }

    /// <summary>A copy of the private key, when the key was created so that it may be exported.</summary>
    /// <exception cref="NotSupportedException">The key may not be exported.</exception>
    ValueTask<PrivateKey> ExportAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This key may not be exported.");
}
