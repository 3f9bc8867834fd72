// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Agent;

/// <summary>The keys of a space for code that uses keys and does not own them.</summary>
internal sealed class KeyRing(KeyDirectory directory) : IKeyRing
{
    public async ValueTask<KeyRingEntry> CreateAsync(
        KeyType type, string? keyManagementSystem = null, CancellationToken cancellationToken = default) => ToEntry(
            await directory.CreateAsync(type, keyManagementSystem, KeyCreationOptions.Standard, null, cancellationToken).ConfigureAwait(false));

    public async ValueTask<KeyRingEntry?> FindAsync(string keyId, CancellationToken cancellationToken = default) =>
        await directory.FindAsync(keyId, cancellationToken).ConfigureAwait(false) is { } key ? ToEntry(key) : null;

    public async ValueTask<ISigner> GetSignerAsync(string keyId, CancellationToken cancellationToken = default) =>
        (await OpenAsync(keyId, cancellationToken).ConfigureAwait(false)).Signer ?? throw NotUsable("sign");

    public async ValueTask<IKeyAgreement> GetAgreementAsync(string keyId, CancellationToken cancellationToken = default) =>
        (await OpenAsync(keyId, cancellationToken).ConfigureAwait(false)).Agreement ?? throw NotUsable("agree on secrets");

    private static KeyRingEntry ToEntry(KeyRecord key) => new(key.Kid, key.Kms, key.PublicKey);

    private static SutiException NotUsable(string use) => new(KeyErrorCodes.NotUsable, $"not_supported: This key does not {use}.");

    private async ValueTask<IKeyHandle> OpenAsync(string keyId, CancellationToken cancellationToken) =>
        await directory.OpenAsync(await directory.GetAsync(keyId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
