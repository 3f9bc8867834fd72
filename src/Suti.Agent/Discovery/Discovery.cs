// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Asks the discovery providers of an agent.</summary>
internal sealed class Discovery(IEnumerable<IDiscoveryProvider> providers) : IDiscovery
{
    private readonly IDiscoveryProvider[] _providers = [.. providers];

    public async Task<DiscoveryResult> DiscoverAsync(DiscoverDidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var results = new List<DiscoveryProviderResult>();
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var provider in _providers)
        {
            try
            {
                var matches = await provider.DiscoverAsync(request, cancellationToken).ConfigureAwait(false);
                if (matches.Count > 0)
                {
                    results.Add(new() { Provider = provider.Name, Matches = matches });
                }
            }
            catch (SutiException exception)
            {
                errors[provider.Name] = exception.Message;
            }
        }

        return new() { Query = request.Query, Options = request.Options, Results = results, Errors = errors.Count > 0 ? errors : null };
    }
}
