// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Dids;

/// <summary>DIDs that are made of one key and never change.</summary>
internal static class SingleKeyDid
{
    internal static async ValueTask<ControlledDid> CreateAsync(
        DidCreation creation, IKeyRing keys, KeyType standardType, Func<PublicKey, Did> create, CancellationToken cancellationToken)
    {
        var type = creation.GetKeyType(standardType);
        var key = await keys.CreateAsync(type, creation.KeyManagementSystem, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Did = create(key.PublicKey),
            ControllerKeyId = key.KeyId,
            Keys = [new(key.KeyId, key.PublicKey, ControlledKey.GetUses(type))],
        };
    }
}
