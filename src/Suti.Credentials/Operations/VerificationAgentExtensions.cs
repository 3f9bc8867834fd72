// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Suti.Ethereum;

namespace Suti.Credentials;

/// <summary>
/// Says what an agent holds credentials against when it verifies them, beyond signature, time and status. All of it is off until it is added.
/// </summary>
public static class VerificationAgentExtensions
{
    private const string Claim = "verification by";

    extension(IAgentBuilder builder)
    {
        /// <summary>
        /// Accepts the credentials that a policy accepts. Several policies, and accreditations, are alternatives: what one accepts is accepted. Policies that
        /// must all accept are one by <see cref="TrustPolicies.All"/>.
        /// </summary>
        /// <param name="policy">The policy.</param>
        /// <param name="owner">What adds it, as a user knows it.</param>
        public IAgentBuilder AddTrustPolicy(ITrustPolicy policy, string owner = "AddTrustPolicy()")
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(policy);
            RequireFormat(builder, owner);
            builder.Services.AddSingleton(policy);
            return builder;
        }

        /// <summary>Knows the types of SD-JWT VCs: each must have a type that is known, and keep its rules.</summary>
        /// <param name="source">The types.</param>
        public IAgentBuilder AddTypeMetadata(ITypeMetadataSource source)
        {
            ArgumentNullException.ThrowIfNull(source);
            return builder.AddTypeMetadata(_ => source);
        }

        /// <summary>Knows the types of SD-JWT VCs, from a source that is made of the services of the agent, such as its <see cref="IResourceFetcher"/>.</summary>
        /// <param name="create">Makes the source.</param>
        public IAgentBuilder AddTypeMetadata(Func<IServiceProvider, ITypeMetadataSource> create)
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(create);
            Take(builder, "type metadata", "AddTypeMetadata()");
            builder.Services.AddSingleton(create);
            return builder;
        }

        /// <summary>Trusts certificates that issuers of SD-JWT VCs send (<c>x5c</c>), if they lead to these roots.</summary>
        /// <param name="roots">The roots.</param>
        public IAgentBuilder AddCertificateRoots(CertificateRoots roots)
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(roots);
            Take(builder, "certificate roots", "AddCertificateRoots()");
            builder.Services.AddSingleton(roots);
            return builder;
        }

        /// <summary>Fetches the keys of issuers that are URLs from <c>/.well-known/jwt-vc-issuer</c>.</summary>
        /// <param name="timeToLive">How long keys are kept; they are fetched for each verification when it is zero.</param>
        public IAgentBuilder AddIssuerMetadata(TimeSpan timeToLive = default)
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentOutOfRangeException.ThrowIfLessThan(timeToLive, TimeSpan.Zero);
            Take(builder, "keys of issuers", "AddIssuerMetadata()");
            builder.Services.AddSingleton<IControllerKeySource>(services =>
                new JwtVcIssuerKeys(services.GetRequiredService<IResourceFetcher>(), timeToLive, services.GetRequiredService<TimeProvider>()));
            return builder;
        }

        /// <summary>Asks the contracts of a chain whether they signed an EIP-712 credential (ERC-1271, ERC-6492), where no key did.</summary>
        /// <param name="chainId">The id of the chain.</param>
        /// <param name="verifier">Asks the contracts.</param>
        public IAgentBuilder AddContractSignatures(ulong chainId, IContractSignatureVerifier verifier)
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(verifier);
            Take(builder, "contracts of chain " + chainId.ToString(CultureInfo.InvariantCulture), "AddContractSignatures()");
            builder.Services.AddSingleton(new ContractSignatureChain(chainId, verifier));
            return builder;
        }
    }

    private static void Take(IAgentBuilder builder, string name, string owner)
    {
        builder.Plan.Claim(Claim, name, owner);
        RequireFormat(builder, owner);
    }

    private static void RequireFormat(IAgentBuilder builder, string owner) =>
        builder.Plan.Require(CredentialAgentExtensions.FormatClaim, null, owner, "add one, as with AddJwtCredentials().");
}
