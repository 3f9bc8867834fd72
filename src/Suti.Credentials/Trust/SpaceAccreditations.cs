// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti.Credentials;

/// <summary>The accreditations that one space of an agent keeps, for a verifier that all spaces share.</summary>
internal sealed class SpaceAccreditations(IServiceScopeFactory scopes, string space, string claim) : IAccreditationSource
{
    public async ValueTask<IReadOnlyList<string>> FindAsync(string holder, string type, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            scope.ServiceProvider.GetRequiredService<SpaceContext>().Space = space;
            var stored = new StoredAccreditations(scope.ServiceProvider.GetRequiredService<ICredentialStore>(), claim);
            return await stored.FindAsync(holder, type, cancellationToken).ConfigureAwait(false);
        }
    }
}
