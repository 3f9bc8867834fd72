// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Suti.Dids;

namespace Suti.Credentials;

/// <summary>Adds credentials to an agent.</summary>
public static class CredentialAgentExtensions
{
    /// <summary>What a format claims in the plan of an agent.</summary>
    public const string FormatClaim = "credential format";

    extension(IAgentBuilder builder)
    {
        /// <summary>Adds the JWTs of the data models 1.1 and 2.0.</summary>
        public IAgentBuilder AddJwtCredentials() =>
            builder.AddCredentialFormat(CredentialFormats.VcJwt, "AddJwtCredentials()").AddCredentialFormat(CredentialFormats.Jwt, "AddJwtCredentials()");

        /// <summary>Adds SD-JWT VC and the SD-JWTs of the data model 2.0.</summary>
        public IAgentBuilder AddSdJwtCredentials() =>
            builder.AddCredentialFormat(CredentialFormats.SdJwtVc, "AddSdJwtCredentials()").AddCredentialFormat(CredentialFormats.VcSdJwt, "AddSdJwtCredentials()");

        /// <summary>Adds the COSE messages of the data model 2.0.</summary>
        public IAgentBuilder AddCoseCredentials() => builder.AddCredentialFormat(CredentialFormats.VcCose, "AddCoseCredentials()");

        /// <summary>Adds signatures by Ethereum accounts.</summary>
        public IAgentBuilder AddEip712Credentials() => builder.AddCredentialFormat(CredentialFormats.Eip712, "AddEip712Credentials()");

        /// <summary>Adds status lists for the credentials that the agent issues. A format must be added too.</summary>
        public IAgentBuilder AddStatusLists()
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Require(FormatClaim, null, "AddStatusLists()", "add one, as with AddJwtCredentials().");
            builder.Plan.AddRecordKind(StatusListManager.Kind);
            builder.Plan.AddCapability(CredentialStatusesApi.Capability, "AddStatusLists()");
            builder.Services.TryAddScoped(services => new StatusListManager(services.GetRequiredService<IRecordStore>(), services.GetRequiredService<SpaceContext>().Space));
            builder.Services.TryAddScoped<ICredentialStatuses>(services => new AgentCredentialStatuses(
                services.GetRequiredService<StatusListManager>(), services.GetRequiredService<CredentialVerifier>()));
            return builder;
        }

        /// <summary>
        /// Adds selective disclosure: requests for claims, the credentials that answer them, and the check of an answer. Needs
        /// <c>AddJwtCredentials()</c>.
        /// </summary>
        public IAgentBuilder AddSelectiveDisclosure()
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Require(FormatClaim, CredentialFormatNames.Jwt, "AddSelectiveDisclosure()", "call AddJwtCredentials().");
            builder.Plan.AddCapability(SelectiveDisclosureApi.Capability, "AddSelectiveDisclosure()");
            builder.Services.TryAddScoped<ISelectiveDisclosure>(services => new AgentSelectiveDisclosure(
                services.GetRequiredService<ISignerProvider>(),
                services.GetRequiredService<CredentialVerifier>(),
                services.GetRequiredService<ICredentials>(),
                services.GetRequiredService<ICredentialStore>(),
                services.GetRequiredService<TimeProvider>()));
            return builder;
        }

        /// <summary>
        /// Adds requests for credentials: which of those that the agent keeps answer a query in DCQL or a presentation definition, and such
        /// answers made and checked. A format must be added too.
        /// </summary>
        public IAgentBuilder AddCredentialRequests()
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Require(FormatClaim, null, "AddCredentialRequests()", "add one, as with AddJwtCredentials().");
            builder.Plan.AddCapability(CredentialRequestsApi.Capability, "AddCredentialRequests()");
            builder.Services.TryAddScoped<ICredentialRequests>(services => new AgentCredentialRequests(
                services.GetRequiredService<ICredentialStore>(),
                services.GetServices<ICredentialFormat>(),
                services.GetRequiredService<CredentialVerifier>(),
                services.GetRequiredService<ICredentials>(),
                services.GetRequiredService<ISignerProvider>(),
                services.GetRequiredService<TimeProvider>()));
            return builder;
        }

        /// <summary>
        /// Accepts the credentials of those only who were accredited for them, by accreditations that the agent keeps. The chains end at the roots of
        /// <paramref name="options"/>. A format must be added too.
        /// </summary>
        /// <param name="options">Roots, types and limits.</param>
        /// <param name="space">The space that keeps the accreditations.</param>
        public IAgentBuilder AddAccreditedIssuers(AccreditationOptions options, string space = SpaceContext.Main)
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(options);
            builder.Plan.Require(FormatClaim, null, "AddAccreditedIssuers()", "add one, as with AddJwtCredentials().");
            builder.Plan.Claim("trust policy", "accreditations", "AddAccreditedIssuers()");
            builder.Services.AddSingleton<ITrustPolicy>(services => new AccreditedIssuers(
                CreateVerifier(services, trust: null), new SpaceAccreditations(services.GetRequiredService<IServiceScopeFactory>(), space, options.Claim), options));
            return builder;
        }

        /// <summary>Adds a format, and with the first one the capability itself.</summary>
        /// <param name="format">The format.</param>
        /// <param name="owner">What adds it, as a user knows it.</param>
        public IAgentBuilder AddCredentialFormat(ICredentialFormat format, string owner = "AddCredentialFormat()")
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(format);
            builder.Plan.Claim(FormatClaim, format.Name, owner);
            builder.Services.AddSingleton(format);
            if (!builder.Plan.IsClaimed("capability", nameof(ICredentials)))
            {
                builder.Plan.AddCapability(CredentialsApi.Capability, owner);
                builder.Services.TryAddSingleton(TimeProvider.System);
                builder.Services.TryAddSingleton<IResourceFetcher>(_ => new HttpResourceFetcher());
                builder.Services.TryAddSingleton(services => CreateVerifier(services, CombineTrust(services)));
                builder.Services.TryAddScoped<ICredentials>(services => new AgentCredentials(
                    services.GetRequiredService<ISignerProvider>(),
                    services.GetRequiredService<CredentialVerifier>(),
                    services.GetServices<ICredentialFormat>(),
                    services.GetRequiredService<TimeProvider>(),
                    services.GetService<ICredentialStore>()));
            }

            return builder;
        }
    }

    private static ITrustPolicy? CombineTrust(IServiceProvider services) => services.GetServices<ITrustPolicy>().ToArray() switch
    {
        [] => null,
        [var only] => only,
        var several => TrustPolicies.Any(several),
    };

    private static CredentialVerifier CreateVerifier(IServiceProvider services, ITrustPolicy? trust) => new(
        services.GetRequiredService<IDidResolver>(),
        new CredentialVerifierOptions
        {
            Formats = [.. services.GetServices<ICredentialFormat>()],
            Fetcher = services.GetRequiredService<IResourceFetcher>(),
            ControllerKeys = services.GetService<IControllerKeySource>(),
            TypeMetadata = services.GetService<ITypeMetadataSource>(),
            CertificateRoots = services.GetService<CertificateRoots>(),
            ContractSignatures = services.GetServices<ContractSignatureChain>().ToDictionary(static chain => chain.ChainId, static chain => chain.Verifier),
            Trust = trust,
            Clock = services.GetRequiredService<TimeProvider>(),
        });
}
