// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti.Dids;

/// <summary>Adds DID methods to an agent.</summary>
public static class DidAgentBuilderExtensions
{
    /// <summary>What a method claims in the plan of an agent.</summary>
    public const string MethodClaim = "DID method";

    extension(IAgentBuilder builder)
    {
        /// <summary>Adds did:key.</summary>
        public IAgentBuilder AddDidKey(DidKeyOptions? options = null) =>
            builder.AddDidMethod(new KeyDidMethod(options), "AddDidKey()");

        /// <summary>Adds did:jwk.</summary>
        public IAgentBuilder AddDidJwk() => builder.AddDidMethod(new JwkDidMethod(), "AddDidJwk()");

        /// <summary>Adds did:pkh.</summary>
        public IAgentBuilder AddDidPkh() => builder.AddDidMethod(new PkhDidMethod(), "AddDidPkh()");

        /// <summary>Adds did:peer.</summary>
        public IAgentBuilder AddDidPeer() => builder.AddDidMethod(new PeerDidMethod(), "AddDidPeer()");

        /// <summary>Adds did:web.</summary>
        public IAgentBuilder AddDidWeb(GuardedHttpOptions? options = null) =>
            builder.AddDidMethod(new WebDidMethod(options), "AddDidWeb()");

        /// <summary>Adds did:webvh.</summary>
        public IAgentBuilder AddDidWebVh(GuardedHttpOptions? options = null, TimeProvider? clock = null) =>
            builder.AddDidMethod(new WebVhDidMethod(options, clock), "AddDidWebVh()");

        /// <summary>Adds a DID method of your own. It may also create, change, end and publish DIDs.</summary>
        /// <param name="method">The method.</param>
        /// <param name="owner">What adds it, as a user knows it.</param>
        public IAgentBuilder AddDidMethod(IDidMethod method, string owner = "AddDidMethod()")
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(method);
            builder.Plan.Claim(MethodClaim, method.Name, owner);
            builder.Services.AddSingleton(method);
            return builder;
        }

        /// <summary>Asks another resolver for the methods that the agent does not have.</summary>
        public IAgentBuilder AddRemoteResolver(IDidResolver resolver)
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(resolver);
            builder.Plan.Claim("remote resolver", "the one", "AddRemoteResolver()");
            builder.Services.AddSingleton(new DidResolverOptions { Fallback = resolver });
            return builder;
        }
    }
}
