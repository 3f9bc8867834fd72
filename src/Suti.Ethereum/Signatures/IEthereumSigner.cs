// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>
/// A key that signs the structures of Ethereum itself and shows them to its owner first, as wallets do. Other keys sign the
/// digest of the structure.
/// </summary>
public interface IEthereumSigner
{
    /// <summary>Signs an unsigned, serialized transaction; gives the signed one.</summary>
    ValueTask<byte[]> SignTransactionAsync(ReadOnlyMemory<byte> unsignedTransaction, CancellationToken cancellationToken = default);

    /// <summary>Signs a message (EIP-191); gives r, s and v.</summary>
    ValueTask<byte[]> SignMessageAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>Signs typed data (EIP-712), as UTF-8 JSON; gives r, s and v.</summary>
    ValueTask<byte[]> SignTypedDataAsync(ReadOnlyMemory<byte> typedData, CancellationToken cancellationToken = default);
}
