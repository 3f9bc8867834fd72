// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>
/// Tells the kinds of refusal apart. The standard has few codes for them, so the words of the common nodes (geth, anvil, Erigon, Nethermind,
/// Besu, Reth) are looked for where there is no code.
/// </summary>
internal static class RpcFaults
{
    private const int RevertCode = 3;
    private const int LimitCode = -32005;

    /// <summary>The data of a revert; null where the answer is not one.</summary>
    public static ReadOnlyMemory<byte>? RevertOf(JsonRpcResponse response) =>
        response.Error is { } error && IsRevert(error)
            ? (ReadOnlyMemory<byte>?)(Hex.TryDecodePrefixed(error.Data, out var data) ? data : [])
            : null;

    public static bool IsAlreadyKnown(JsonRpcError error) => Says(error, "already known") || Says(error, "already imported");

    public static SutiException ToException(JsonRpcError error)
    {
        if (IsRevert(error))
        {
            var reason = RevertReason.Describe(Hex.TryDecodePrefixed(error.Data, out var data) ? data : []);
            return new SutiException(EthereumErrorCodes.Reverted, $"The call was reverted: {reason}.");
        }

        var code = Says(error, "insufficient funds") ? EthereumErrorCodes.InsufficientFunds
            : Says(error, "nonce too low") || Says(error, "replacement transaction underpriced") ? EthereumErrorCodes.NonceConflict
            : error.Code == LimitCode ? EthereumErrorCodes.RpcRateLimited
            : EthereumErrorCodes.RpcError;
        return new SutiException(code, $"The node refused with {error.Code}: {Shorten(error.Message)}");
    }

    private static bool IsRevert(JsonRpcError error) =>
        error.Code == RevertCode || (error.Data is not null && Says(error, "revert")) || Says(error, "execution reverted");

    private static bool Says(JsonRpcError error, string words) => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Shorten(string message) => message.Length <= 300 ? message : message[..300];
}
