// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>
/// Judges signatures of keys and of contracts on one chain. The account's code has the word when there is some; only an account without code is a
/// key. A contract that is yet to be made is made for the length of a call: nothing on the chain changes.
/// </summary>
public sealed class ContractSignatureVerifier : IContractSignatureVerifier
{
    private const int MaxSignature = 64 * 1024;
    private const ulong GasLimit = 5_000_000;

    /// <summary>ERC-6492: what ends a signature that has the making of its contract around it.</summary>
    private static readonly byte[] Magic = Convert.FromHexString("6492649264926492649264926492649264926492649264926492649264926492");

    private static readonly AbiFunction IsValidSignature =
        AbiFunction.Parse("function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)");

    private static readonly AbiType Wrapped = AbiType.Parse("(address,bytes,bytes)");
    private readonly EthereumClient _client;

    /// <summary>A verifier for the chain of a client.</summary>
    public ContractSignatureVerifier(EthereumClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> VerifyAsync(
        Address account, ReadOnlyMemory<byte> digest, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken = default)
    {
        if (digest.Length != Keccak.Size)
        {
            throw new ArgumentException("A digest has 32 bytes.", nameof(digest));
        }

        if (account.IsZero || signature.Length > MaxSignature)
        {
            return false;
        }

        var isWrapped = signature.Span.EndsWith(Magic);
        AbiValue[]? parts = null;
        if (isWrapped && !AbiCodec.TryDecode(Wrapped, signature.Span[..^Magic.Length], out parts))
        {
            return false;
        }

        var code = await _client.GetCodeAsync(account, cancellationToken: cancellationToken).ConfigureAwait(false);
        var inner = isWrapped ? parts![2].AsBytes() : signature.ToArray();
        if (code.Length > 0)
        {
            return await AskAsync(account, digest, inner, cancellationToken).ConfigureAwait(false);
        }

        return isWrapped
            ? await AskUnmadeAsync(account, digest, parts![0].AsAddress(), parts[1].AsBytes(), inner, cancellationToken).ConfigureAwait(false)
            : EthereumSignature.TryRead(inner, out var own) && own.IsOf(account, digest.Span);
    }

    private static bool IsYes(ReadOnlySpan<byte> result) =>
        result.Length == UInt256.Size && result[..4].SequenceEqual(IsValidSignature.Selector) && !result[4..].ContainsAnyExcept((byte)0);

    private async ValueTask<bool> AskAsync(Address account, ReadOnlyMemory<byte> digest, byte[] signature, CancellationToken cancellationToken)
    {
        var call = new EthereumCall { To = account, Data = IsValidSignature.EncodeCall(digest.ToArray(), signature), GasLimit = GasLimit };
        var outcome = await _client.TryCallAsync(call, cancellationToken: cancellationToken).ConfigureAwait(false);
        return !outcome.IsReverted && IsYes(outcome.Data.Span);
    }

    /// <summary>Runs code that exists nowhere: it calls the factory, then asks the account, and gives back what that said.</summary>
    private async ValueTask<bool> AskUnmadeAsync(
        Address account, ReadOnlyMemory<byte> digest, Address factory, byte[] making, byte[] signature, CancellationToken cancellationToken)
    {
        var asking = IsValidSignature.EncodeCall(digest.ToArray(), signature);
        var call = new EthereumCall { Data = TwoCalls.Encode(factory, making, account, asking), GasLimit = GasLimit };
        var outcome = await _client.TryCallAsync(call, cancellationToken: cancellationToken).ConfigureAwait(false);
        return !outcome.IsReverted && IsYes(outcome.Data.Span);
    }
}
