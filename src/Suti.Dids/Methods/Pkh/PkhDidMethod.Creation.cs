// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Dids;

/// <content>Creation of an Ethereum account from a new key. Option: <c>chainId</c>, 1 when absent.</content>
public sealed partial class PkhDidMethod : IDidCreator
{
    /// <inheritdoc/>
    public bool IsSelfContained => true;

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(keys);
        var chainId = creation.GetInteger("chainId") ?? 1;
        if (chainId < 1 || creation.GetKeyType(KeyType.Secp256k1) != KeyType.Secp256k1)
        {
            throw new SutiException(
                DidErrorCodes.InvalidOptions, "illegal_argument: did:pkh creates accounts of Ethereum: a chainId above 0 and a Secp256k1 key.");
        }

        return await SingleKeyDid.CreateAsync(creation, keys, KeyType.Secp256k1, key => Create(key, (ulong)chainId), cancellationToken).ConfigureAwait(false);
    }
}
