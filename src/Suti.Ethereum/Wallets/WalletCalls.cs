// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>The calls of wallets, and their ways to say no.</summary>
internal static class WalletCalls
{
    // EIP-1193 provider errors, and the code of JSON-RPC for a method that is not there.
    private const int UserRejected = 4001;
    private const int Unauthorized = 4100;
    private const int UnsupportedMethod = 4200;
    private const int MethodNotFound = -32601;
    private const int MethodNotSupported = -32004;

    public static async ValueTask<JsonElement> AskAsync(
        IJsonRpcTransport wallet, string method, string parameters, CancellationToken cancellationToken)
    {
        var answers = await wallet.SendAsync([new JsonRpcRequest(method, parameters)], cancellationToken).ConfigureAwait(false);
        return answers[0].Error switch
        {
            null => answers[0].Result,
            { Code: UserRejected or Unauthorized } => throw new SutiException(EthereumErrorCodes.WalletRefused, $"The wallet or its owner refused {method}."),
            { Code: UnsupportedMethod or MethodNotFound or MethodNotSupported } =>
                throw new SutiException(EthereumErrorCodes.WalletUnsupported, $"The wallet does not know {method}."),
            { } error => throw RpcFaults.ToException(error),
        };
    }

    public static async ValueTask<EthereumSignature> AskForSignatureAsync(
        IJsonRpcTransport wallet, string method, string parameters, CancellationToken cancellationToken)
    {
        var bytes = RpcValue.Bytes(await AskAsync(wallet, method, parameters, cancellationToken).ConfigureAwait(false), "signature");
        return EthereumSignature.TryRead(bytes, out var signature)
            ? signature
            : throw new SutiException(EthereumErrorCodes.SignatureInvalid, "What the wallet gave is no signature.");
    }

    public static ValueTask<EthereumSignature> SignMessageAsync(
        IJsonRpcTransport wallet, Address account, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        AskForSignatureAsync(wallet, "personal_sign", Write(Hex.EncodePrefixed(message.Span), Hex.EncodePrefixed(account.ToBytes())), cancellationToken);

    /// <summary>Parameters that are texts.</summary>
    public static string Write(params ReadOnlySpan<string> texts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var text in texts)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static SutiException NotSigned(Address account) =>
        new(EthereumErrorCodes.SignatureInvalid, $"What the wallet gave was not signed by the account {account}.");
}
