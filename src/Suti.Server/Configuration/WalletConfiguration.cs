// SPDX-License-Identifier: Apache-2.0

using Suti.Dids.Ethr;
using Suti.Ethereum;

namespace Suti.Server;

/// <summary>A wallet whose accounts are keys of the agent.</summary>
public sealed record WalletConfiguration
{
    private const int PatienceSeconds = 300;

    /// <summary>The name of the key management system.</summary>
    public required string Name { get; init; }

    /// <summary>Where the wallet answers.</summary>
    public required Uri Rpc { get; init; }

    /// <summary>The chain that the wallet must be on; null for any.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>How long it may take to answer; null for five minutes, since it may ask a person.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>The wallet without its address, which may hold a key.</summary>
    public override string ToString() => $"wallet {Name}";

    /// <summary>The wallet as a place of keys. Its address is the operator's own, so that no guard stands before it.</summary>
    internal EthereumWallet Connect()
    {
        // A call is never repeated, nor carried elsewhere: each may ask a person. The client lives as long as the process.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new HttpJsonRpcOptions { Timeout = TimeSpan.FromSeconds(TimeoutSeconds ?? PatienceSeconds), MaxBatch = 1 };
        return new EthereumWallet(Name, new HttpJsonRpcTransport(http, Rpc, options), ChainId);
    }
}
