// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Agent;

/// <summary>
/// The signatures of Ethereum. A key that makes them itself (<see cref="IEthereumSigner"/>) does; for others the structure is
/// lowered to a digest here.
/// </summary>
internal static class EthereumKeySigner
{
    public static bool IsAlgorithm(string? name) => name is
        "eth_signTransaction" or "signTransaction" or "signTx" or "eth_signTypedData" or "EthereumEip712Signature2021"
        or "eth_signMessage" or "eth_rawSign";

    public static async ValueTask<string> SignAsync(
        IKeyHandle key, string algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var bytes = key is IEthereumSigner native
            ? await SignNativelyAsync(native, algorithm, data, cancellationToken).ConfigureAwait(false)
            : await SignLoweredAsync(
                key.Signer ?? throw new SutiException(KeyErrorCodes.NotUsable, "not_supported: This key does not sign."),
                algorithm,
                data,
                cancellationToken).ConfigureAwait(false);
        return Hex.EncodePrefixed(bytes.Span);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> SignNativelyAsync(
        IEthereumSigner signer, string algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => algorithm switch
        {
            "eth_signMessage" => await signer.SignMessageAsync(data, cancellationToken).ConfigureAwait(false),
            "eth_signTypedData" or "EthereumEip712Signature2021" =>
                await signer.SignTypedDataAsync(data, cancellationToken).ConfigureAwait(false),
            "eth_rawSign" => throw new SutiException(KeyErrorCodes.NotUsable, "not_supported: This key does not sign digests."),
            _ => await signer.SignTransactionAsync(data, cancellationToken).ConfigureAwait(false),
        };

    private static async ValueTask<ReadOnlyMemory<byte>> SignLoweredAsync(
        ISigner signer, string algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        switch (algorithm)
        {
            case "eth_signMessage":
                return (await EthereumSignature.SignAsync(signer, Eip191.HashMessage(data.Span), cancellationToken).ConfigureAwait(false)).ToBytes();
            case "eth_signTypedData" or "EthereumEip712Signature2021":
                return TypedData.TryParse(data.Span, out var typedData, out _)
                    ? (await EthereumSignature.SignAsync(signer, typedData.Digest.ToArray(), cancellationToken).ConfigureAwait(false)).ToBytes()
                    : throw Invalid("invalid_arguments: Cannot sign typed data. 'domain', 'types', and 'message' must be provided");
            case "eth_rawSign":
                return data.Length == 32
                    ? (await EthereumSignature.SignAsync(signer, data, cancellationToken).ConfigureAwait(false)).ToCompact()
                    : throw Invalid("invalid_arguments: eth_rawSign signs a digest of 32 bytes");
            default:
                if (!Transaction.TryParseUnsigned(data.Span, out var transaction, out var error))
                {
                    throw Invalid($"invalid_arguments: This is no unsigned transaction. {error.Message}");
                }

                return (await transaction.SignAsync(signer, cancellationToken).ConfigureAwait(false)).Encoded;
        }
    }

    private static SutiException Invalid(string message) => new(AgentErrorCodes.InvalidArgument, message);
}
