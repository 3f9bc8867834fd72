// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Dids;

/// <content>Creation from a new key. Options: <c>keyType</c>, Secp256k1 when absent; <c>keyUse</c>, <c>sig</c> or <c>enc</c>.</content>
public sealed partial class JwkDidMethod : IDidCreator
{
    /// <inheritdoc/>
    public bool IsSelfContained => true;

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(keys);
        var use = creation.GetText("keyUse");
        if (use is not (null or "sig" or "enc"))
        {
            throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: The option \"keyUse\" must be sig or enc.");
        }

        return await SingleKeyDid.CreateAsync(creation, keys, KeyType.Secp256k1, key => Create(key, use), cancellationToken).ConfigureAwait(false);
    }
}
