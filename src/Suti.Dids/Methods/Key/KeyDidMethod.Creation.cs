// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Dids;

/// <content>Creation from a new key. Option: <c>keyType</c>, Ed25519 when absent.</content>
public sealed partial class KeyDidMethod : IDidCreator
{
    /// <inheritdoc/>
    public bool IsSelfContained => true;

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(keys);
        return await SingleKeyDid.CreateAsync(creation, keys, KeyType.Ed25519, Create, cancellationToken).ConfigureAwait(false);
    }
}
