// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>The blocks of changes, read once. Their hashes must be those that the logs name: otherwise the chain was reorganized meanwhile.</summary>
internal sealed class EthrBlocks(EthrNetwork network)
{
    private readonly Dictionary<ulong, EthereumBlock> _blocks = [];

    public EthereumBlock this[EthereumLog log] => _blocks[log.BlockNumber];

    /// <summary>Takes a block that was read already.</summary>
    public void Add(EthereumBlock block) => _blocks[block.Number] = block;

    public async ValueTask ReadAsync(IEnumerable<EthereumLog> logs, CancellationToken cancellationToken)
    {
        var all = logs.ToArray();
        ulong[] missing = [.. all.Select(log => log.BlockNumber).Distinct().Where(number => !_blocks.ContainsKey(number))];
        if (missing.Length > 0)
        {
            foreach (var block in await network.Client.GetBlocksAsync(missing, cancellationToken).ConfigureAwait(false))
            {
                _blocks[block.Number] = block;
            }
        }

        if (Array.Exists(all, log => _blocks[log.BlockNumber].Hash != log.BlockHash))
        {
            throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "A log is of another block than the chain has now.");
        }
    }
}
