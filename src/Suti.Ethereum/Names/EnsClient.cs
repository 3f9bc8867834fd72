// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>
/// Looks names up in the Ethereum Name Service: resolvers of the name itself and those that answer for all names below theirs (ENSIP-10). An
/// answer that a resolver wants fetched from outside the chain (ERC-3668) is refused with a code, never guessed. Safe for use from several threads.
/// </summary>
public sealed class EnsClient
{
    private const int MaxLabels = 32;
    private const int MaxEncodedLabel = 255;

    private static readonly AbiFunction Resolver = AbiFunction.Parse("function resolver(bytes32 node) view returns (address)");
    private static readonly AbiFunction Supports = AbiFunction.Parse("function supportsInterface(bytes4 id) view returns (bool)");
    private static readonly AbiFunction Resolve = AbiFunction.Parse("function resolve(bytes name, bytes data) view returns (bytes)");
    private static readonly AbiFunction Addr = AbiFunction.Parse("function addr(bytes32 node) view returns (address)");
    private static readonly AbiFunction AddrOfCoin = AbiFunction.Parse("function addr(bytes32 node, uint256 coinType) view returns (bytes)");
    private static readonly AbiFunction NameOf = AbiFunction.Parse("function name(bytes32 node) view returns (string)");
    private static readonly AbiFunction Text = AbiFunction.Parse("function text(bytes32 node, string key) view returns (string)");
    private static readonly AbiValue ExtendedResolver = (byte[])[0x90, 0x61, 0xb9, 0x23];

    private static readonly AbiError Offchain =
        AbiError.Parse("error OffchainLookup(address sender, string[] urls, bytes callData, bytes4 callbackFunction, bytes extraData)");

    private readonly EthereumClient _client;
    private readonly EnsOptions _options;

    /// <summary>A client of the registry that the options name, on the chain of the node.</summary>
    public EnsClient(EthereumClient client, EnsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _options) = (client, options ?? new EnsOptions());
    }

    /// <summary>The account of a name.</summary>
    /// <returns>The account; null when the name has no resolver or no account.</returns>
    /// <exception cref="SutiException">The name is not allowed, the resolver refuses or answers from outside the chain, or the node failed.</exception>
    public async ValueTask<Address?> GetAddressAsync(string name, CancellationToken cancellationToken = default)
    {
        var normalized = EnsName.Normalize(name);
        return await AskAsync(normalized, Addr, [EnsName.HashNormalized(normalized)], cancellationToken).ConfigureAwait(false) is { } answer
            && !answer.AsAddress().IsZero
            ? answer.AsAddress()
            : null;
    }

    /// <summary>The address of a name on another chain, in the binary form of that chain (ENSIP-9).</summary>
    /// <param name="name">The name.</param>
    /// <param name="coin">The chain: see <see cref="EnsCoin"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The address; null when the name has no resolver or no address there.</returns>
    /// <exception cref="SutiException">The name is not allowed, the resolver refuses or answers from outside the chain, or the node failed.</exception>
    public async ValueTask<byte[]?> GetAddressAsync(string name, uint coin, CancellationToken cancellationToken = default)
    {
        var normalized = EnsName.Normalize(name);
        AbiValue[] arguments = [EnsName.HashNormalized(normalized), (UInt256)coin];
        return await AskAsync(normalized, AddrOfCoin, arguments, cancellationToken).ConfigureAwait(false) is { } answer
            && answer.AsBytes() is { Length: > 0 } address
            ? address
            : null;
    }

    /// <summary>A text of a name, such as <c>url</c> or <c>avatar</c> (ENSIP-5). Whoever owns the name wrote it: believe it accordingly.</summary>
    /// <returns>The text; null when the name has no resolver or no such text.</returns>
    /// <exception cref="SutiException">The name is not allowed, the resolver refuses or answers from outside the chain, or the node failed.</exception>
    public async ValueTask<string?> GetTextAsync(string name, string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var normalized = EnsName.Normalize(name);
        return await AskAsync(normalized, Text, [EnsName.HashNormalized(normalized), key], cancellationToken).ConfigureAwait(false) is { } answer
            && answer.AsText() is { Length: > 0 } text
            ? text
            : null;
    }

    /// <summary>
    /// The name that an account wants to be known by. It counts only when that name leads back to the account (ENSIP-3, ENSIP-19) and is
    /// written as it is normalized.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="coin">The chain whose name is asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The name; null when there is none that counts.</returns>
    /// <exception cref="SutiException">A resolver refuses or answers from outside the chain, or the node failed.</exception>
    public async ValueTask<string?> GetNameAsync(Address account, uint coin = EnsCoin.Ethereum, CancellationToken cancellationToken = default)
    {
        var end = coin switch
        {
            EnsCoin.Ethereum => "addr",
            EnsCoin.AnyChain => "default",
            _ => coin.ToString("x", CultureInfo.InvariantCulture),
        };
        var reverse = $"{Hex.Encode(account.ToBytes())}.{end}.reverse";
        if (await AskAsync(reverse, NameOf, [EnsName.HashNormalized(reverse)], cancellationToken).ConfigureAwait(false) is not { } answer
            || answer.AsText() is not { Length: > 0 } name
            || !EnsName.TryNormalize(name, out var normalized, out _)
            || normalized != name)
        {
            return null;
        }

        if (coin == EnsCoin.Ethereum)
        {
            return await GetAddressAsync(name, cancellationToken).ConfigureAwait(false) == account ? name : null;
        }

        var address = await GetAddressAsync(name, coin, cancellationToken).ConfigureAwait(false);
        return account.ToBytes().AsSpan().SequenceEqual(address) ? name : null;
    }

    /// <summary>ENSIP-10: the name with each part before it left out, until one has a resolver.</summary>
    private async ValueTask<(Address Resolver, bool IsOfName)?> FindResolverAsync(string name, CancellationToken cancellationToken)
    {
        var nodes = new List<AbiValue>();
        for (var rest = name; rest.Length > 0; rest = rest.Contains('.') ? rest[(rest.IndexOf('.') + 1)..] : "")
        {
            nodes.Add(EnsName.HashNormalized(rest));
            if (nodes.Count > MaxLabels)
            {
                throw new SutiException(EthereumErrorCodes.LimitExceeded, $"The name has more than {MaxLabels} labels.");
            }
        }

        foreach (var (index, node) in nodes.Index())
        {
            var resolver = (await _client.CallAsync(_options.Registry, Resolver, [node], cancellationToken: cancellationToken).ConfigureAwait(false))[0].AsAddress();
            if (!resolver.IsZero)
            {
                return (resolver, index == 0);
            }
        }

        return null;
    }

    private async ValueTask<AbiValue?> AskAsync(string name, AbiFunction function, AbiValue[] arguments, CancellationToken cancellationToken)
    {
        if (await FindResolverAsync(name, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        if (await IsExtendedAsync(found.Resolver, cancellationToken).ConfigureAwait(false))
        {
            var wrapped = await CallAsync(found.Resolver, Resolve, [Encode(name), function.EncodeCall(arguments)], cancellationToken).ConfigureAwait(false);
            var inner = wrapped.AsBytes();
            return inner.Length == 0 ? (AbiValue?)null
                : function.TryDecodeResult(inner, out var values) ? values[0]
                : throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, $"What the resolver gave for {function.Name} is not of its types.");
        }

        // A resolver of a name above knows nothing of this one, whatever it may answer.
        return found.IsOfName ? await CallAsync(found.Resolver, function, arguments, cancellationToken).ConfigureAwait(false) : (AbiValue?)null;
    }

    /// <summary>Old resolvers do not know the question, and may revert or answer with nothing.</summary>
    private async ValueTask<bool> IsExtendedAsync(Address resolver, CancellationToken cancellationToken)
    {
        var call = new EthereumCall { To = resolver, Data = Supports.EncodeCall([ExtendedResolver]) };
        var outcome = await _client.TryCallAsync(call, cancellationToken: cancellationToken).ConfigureAwait(false);
        return !outcome.IsReverted && Supports.TryDecodeResult(outcome.Data.Span, out var values) && values[0].AsBoolean();
    }

    private async ValueTask<AbiValue> CallAsync(Address resolver, AbiFunction function, AbiValue[] arguments, CancellationToken cancellationToken)
    {
        var call = new EthereumCall { To = resolver, Data = function.EncodeCall(arguments) };
        var outcome = await _client.TryCallAsync(call, cancellationToken: cancellationToken).ConfigureAwait(false);
        return outcome.IsReverted && Offchain.TryDecode(outcome.Data.Span, out _)
            ? throw new SutiException(EthereumErrorCodes.NameOffchain, $"The resolver {resolver} wants the answer fetched from outside the chain (ERC-3668), which is not done here.")
            : EthereumClient.DecodeResult(resolver, function, outcome)[0];
    }

    /// <summary>RFC 1035 section 3.1, without its limit on the whole.</summary>
    private static byte[] Encode(string name)
    {
        var bytes = new List<byte>(name.Length + 2);
        foreach (var label in name.Split('.'))
        {
            var utf8 = Encoding.UTF8.GetBytes(label);
            if (utf8.Length > MaxEncodedLabel)
            {
                throw new SutiException(EthereumErrorCodes.NameInvalid, "The text is not a name that this resolver can be asked for: a label is longer than 255 bytes.");
            }

            bytes.Add((byte)utf8.Length);
            bytes.AddRange(utf8);
        }

        bytes.Add(0);
        return [.. bytes];
    }
}
