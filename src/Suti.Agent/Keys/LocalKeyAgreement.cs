// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Agent;

/// <summary>
/// Agreement with a key of the local key management system. An Ed25519 key agrees through the X25519 key that belongs to it.
/// </summary>
internal sealed class LocalKeyAgreement(LocalKeyManagementSystem owner, string keyId, PublicKey key) : IKeyAgreement
{
    public PublicKey PublicKey { get; } = key.Type == KeyType.Ed25519 ? SignatureAlgorithm.Ed25519.ToX25519(key) : key;

    public async ValueTask<byte[]> AgreeAsync(PublicKey peer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(peer);
        using var own = await owner.OpenPrivateAsync(keyId, isExport: false, cancellationToken).ConfigureAwait(false);
        if (own.Type != KeyType.Ed25519)
        {
            return await ((IKeyAgreement)own).AgreeAsync(peer, cancellationToken).ConfigureAwait(false);
        }

        using var converted = SignatureAlgorithm.Ed25519.ToX25519(own);
        return await ((IKeyAgreement)converted).AgreeAsync(peer, cancellationToken).ConfigureAwait(false);
    }
}
