// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Agent;

/// <summary>A key of the local key management system. Its private half is open only while it is used.</summary>
internal sealed class LocalKeyHandle(LocalKeyManagementSystem owner, string keyId, PublicKey publicKey, bool isExportable)
    : IKeyHandle, ISigner
{
    public string KeyId => keyId;

    public PublicKey PublicKey => publicKey;

    public ISigner? Signer => publicKey.Type == KeyType.X25519 ? null : this;

    public IKeyAgreement? Agreement => new LocalKeyAgreement(owner, keyId, publicKey);

    public bool CanSign(SignatureAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return algorithm.KeyType == publicKey.Type;
    }

    public async ValueTask<byte[]> SignAsync(
        SignatureAlgorithm algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        using var key = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await ((ISigner)key).SignAsync(algorithm, data, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<byte[]> SignDigestAsync(
        SignatureAlgorithm algorithm, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken = default)
    {
        using var key = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await ((ISigner)key).SignDigestAsync(algorithm, digest, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<PrivateKey> ExportAsync(CancellationToken cancellationToken = default) => isExportable
        ? owner.OpenPrivateAsync(keyId, isExport: true, cancellationToken)
        : throw new NotSupportedException("This key may not be exported.");

    public override string ToString() => $"{publicKey.Type} key {keyId}";

    private ValueTask<PrivateKey> OpenAsync(CancellationToken cancellationToken) =>
        owner.OpenPrivateAsync(keyId, isExport: false, cancellationToken);
}
