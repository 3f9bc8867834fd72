// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>What settings must hold together.</summary>
internal static class ConfigurationRules
{
    internal static IEnumerable<string> FindFaults(SutiConfiguration configuration)
    {
        foreach (var (index, network) in configuration.Dids.Networks.Index())
        {
            if (network.FindFault() is { } fault)
            {
                yield return $"dids.networks/{index} {fault}.";
            }
        }

        if (FindRepeated(configuration.Dids.Networks.Select(static network => network.Name)) is { } twice)
        {
            yield return $"dids.networks has two networks \"{twice}\".";
        }

        if (FindRepeated(configuration.Dids.Methods) is { } method)
        {
            yield return $"dids.methods names \"{method}\" twice.";
        }

        if (configuration.Keys.Systems.Count == 0)
        {
            yield return "keys.systems must name at least one, such as \"local\".";
        }
        else if (FindRepeated(configuration.Keys.Systems) is { } system)
        {
            yield return $"keys.systems names \"{system}\" twice.";
        }

        if (FindRepeated([.. configuration.Keys.Systems.Distinct(StringComparer.Ordinal), .. configuration.Keys.Wallets.Select(static wallet => wallet.Name)]) is { } wallet)
        {
            yield return $"keys.wallets has a wallet \"{wallet}\" whose name another wallet or system has.";
        }

        if (FindRepeated(configuration.Credentials.Formats) is { } format)
        {
            yield return $"credentials.formats names \"{format}\" twice.";
        }

        foreach (var fault in TrustFiles.FindFaults(configuration.Trust))
        {
            yield return fault;
        }

        if (configuration.Credentials.Formats.Count == 0 && (configuration.Trust.IsUsed || configuration.Dids.Networks.Any(static network => network.ContractSignatures)))
        {
            yield return "trust and dids.networks[].contractSignatures say how credentials are verified, and credentials.formats names none.";
        }

        if (FindProviderFault(configuration.Dids) is { } provider)
        {
            yield return provider;
        }

        if (!configuration.Server.Path.StartsWith('/'))
        {
            yield return "server.path must begin with a slash.";
        }

        if (configuration.Server.Urls.Count == 0)
        {
            yield return "server.urls must name at least one address.";
        }
    }

    private static string? FindProviderFault(DidsConfiguration dids)
    {
        var parts = dids.DefaultProvider.Split(':');
        var names = parts is ["did", var method, ..] && (method == "ethr" ? dids.Networks.Count > 0 : dids.Methods.Contains(method, StringComparer.Ordinal));
        if (!names)
        {
            return "dids.defaultProvider must be a provider that is set up, such as did:key: see dids.methods and dids.networks.";
        }

        return parts is ["did", "ethr", var network] && dids.Networks.All(known => known.Name != network)
            ? "dids.defaultProvider names a network that dids.networks lacks."
            : null;
    }

    private static string? FindRepeated(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name));
    }
}
