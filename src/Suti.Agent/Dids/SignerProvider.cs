// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Dids;

namespace Suti.Agent;

/// <summary>Finds the agent's keys behind the verification methods of its DIDs.</summary>
internal sealed class SignerProvider(DidDirectory directory, DidProviders providers, KeyDirectory keys, IDidResolver resolver) : ISignerProvider
{
    public async ValueTask<IReadOnlyList<DidSigner>> GetSignersAsync(
        Did did, VerificationRelationship relationship, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(did);
        if (await directory.Dids.GetAsync(did.ToString(), cancellationToken).ConfigureAwait(false) is not { } managed)
        {
            return [];
        }

        var document = (await ResolveAsync(managed.Value, cancellationToken).ConfigureAwait(false)).GetDocument();
        var controlled = managed.Value.ToControlled();
        var signers = new List<DidSigner>();
        foreach (var method in document.GetMethods(relationship))
        {
            if (method.TryGetKey(out var key, out _)
                && controlled.Keys.FirstOrDefault(own => IsKeyOf(own.PublicKey, key)) is { } match
                && await keys.FindAsync(match.KeyId, cancellationToken).ConfigureAwait(false) is { } record
                && (await keys.OpenAsync(record, cancellationToken).ConfigureAwait(false)).Signer is { } signer)
            {
                signers.Add(new(method, signer));
            }
        }

        return signers;
    }

    private static bool IsKeyOf(PublicKey own, VerificationKey key) =>
        own.Equals(key.PublicKey) || (key.Account?.IsOf(own) ?? false);

    private async ValueTask<DidResolutionResult> ResolveAsync(DidRecord did, CancellationToken cancellationToken) =>
        providers.Get(did.Provider) is IDidPublisher publisher
            ? publisher.ResolveLocally(did.ToControlled())
            : await resolver.ResolveAsync(did.Did, cancellationToken: cancellationToken).ConfigureAwait(false);
}
