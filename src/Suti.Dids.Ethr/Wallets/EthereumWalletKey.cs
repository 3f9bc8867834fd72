// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>A key inside a wallet.</summary>
internal sealed class EthereumWalletKey(RemoteAccount account) : IKeyHandle, IEthereumSigner
{
    public string KeyId => account.Address.ToString();

    public PublicKey PublicKey => account.PublicKey;

    public ISigner Signer => account;

    public IKeyAgreement? Agreement => null;

    public ValueTask<byte[]> SignTransactionAsync(ReadOnlyMemory<byte> unsignedTransaction, CancellationToken cancellationToken = default) =>
        account.SignTransactionAsync(unsignedTransaction, cancellationToken);

    public ValueTask<byte[]> SignMessageAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        account.SignMessageAsync(message, cancellationToken);

    public ValueTask<byte[]> SignTypedDataAsync(ReadOnlyMemory<byte> typedData, CancellationToken cancellationToken = default) =>
        account.SignTypedDataAsync(typedData, cancellationToken);
}
