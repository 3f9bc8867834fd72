// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Dids;

/// <content>
/// Creation of numalgo 0 or 2 from new keys. Options: <c>num_algo</c>, 2 when absent; <c>keyType</c> for 0; <c>services</c> for 2.
/// </content>
public sealed partial class PeerDidMethod : IDidCreator
{
    /// <inheritdoc/>
    public bool IsSelfContained => true;

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(keys);
        return creation.GetInteger("num_algo") switch
        {
            0 => await SingleKeyDid.CreateAsync(creation, keys, KeyType.Ed25519, CreateFromKey, cancellationToken).ConfigureAwait(false),
            null or 2 => await CreateFromKeysAsync(creation, keys, cancellationToken).ConfigureAwait(false),
            _ => throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: The option \"num_algo\" must be 0 or 2."),
        };
    }

    private static async ValueTask<ControlledDid> CreateFromKeysAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        var services = creation.GetServices();
        var signing = await keys.CreateAsync(KeyType.Ed25519, creation.KeyManagementSystem, cancellationToken).ConfigureAwait(false);
        var agreement = await keys.CreateAsync(KeyType.X25519, creation.KeyManagementSystem, cancellationToken).ConfigureAwait(false);
        var did = CreateFromKeys(
            [
                new(VerificationRelationship.Authentication, signing.PublicKey),
                new(VerificationRelationship.AssertionMethod, signing.PublicKey),
                new(VerificationRelationship.KeyAgreement, agreement.PublicKey),
            ],
            services);
        return new()
        {
            Did = did,
            ControllerKeyId = signing.KeyId,
            Services = services,
            Keys =
            [
                new(signing.KeyId, signing.PublicKey, VerificationRelationship.Authentication | VerificationRelationship.AssertionMethod),
                new(agreement.KeyId, agreement.PublicKey, VerificationRelationship.KeyAgreement),
            ],
        };
    }
}
