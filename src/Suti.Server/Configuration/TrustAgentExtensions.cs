// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Suti.Credentials;

namespace Suti.Server;

/// <summary>Adds what the settings of trust say.</summary>
internal static class TrustAgentExtensions
{
    /// <summary>How long the keys of an issuer are kept: a server must not be asked for each credential, and a key that is withdrawn must not live on.</summary>
    private static readonly TimeSpan IssuerKeysLife = TimeSpan.FromMinutes(5);

    internal static void AddTrust(this IAgentBuilder builder, TrustConfiguration trust)
    {
        if (trust.Issuers.Count > 0)
        {
            builder.AddTrustPolicy(Read(trust.Issuers), "trust.issuers");
        }

        if (trust.AccreditationRoots.Count > 0)
        {
            builder.AddAccreditedIssuers(new AccreditationOptions
            {
                Roots = [.. trust.AccreditationRoots],
                Claim = trust.AccreditationClaim,
                AttestTypes = [.. trust.AttestTypes],
                AccreditTypes = [.. trust.AccreditTypes],
                CommonTypes = [.. trust.CommonTypes],
            });
        }

        // The files were checked with the settings; they may have changed since.
        var faults = new List<string>();
        if (trust.TypeMetadata.Count > 0 || trust.FetchTypeMetadata)
        {
            var documents = TrustFiles.ReadTypes(trust, faults);
            builder.AddTypeMetadata(services => new TypeMetadataRegistry(
                documents, trust.FetchTypeMetadata ? new HttpTypeMetadata(services.GetRequiredService<IResourceFetcher>()) : null));
        }

        if (trust.CertificateRoots.Count > 0)
        {
            var roots = TrustFiles.ReadRoots(trust, faults);
            if (faults.Count == 0)
            {
                builder.AddCertificateRoots(new CertificateRoots(roots));
            }
        }

        if (trust.IssuerMetadata)
        {
            builder.AddIssuerMetadata(IssuerKeysLife);
        }

        if (faults.Count > 0)
        {
            throw new SutiException(ConfigurationErrorCodes.Invalid, string.Join('\n', faults));
        }
    }

    private static TrustedIssuers Read(IReadOnlyList<TrustedIssuerConfiguration> issuers)
    {
        var byType = issuers
            .SelectMany(static issuer => (issuer.Types ?? []).Select(type => (Type: type, issuer.Issuer)))
            .GroupBy(static pair => pair.Type, static pair => pair.Issuer, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => (IReadOnlyCollection<string>)[.. group], StringComparer.Ordinal);
        return new TrustedIssuers(issuers.Where(static issuer => issuer.Types is null).Select(static issuer => issuer.Issuer), byType);
    }
}
