// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Suti.Credentials;
using Suti.Dids;

namespace Suti.Agent;

/// <summary>Adds message handlers to an agent.</summary>
public static class MessageAgentBuilderExtensions
{
    private const string HandlerClaim = "message handler";

    extension(IAgentBuilder builder)
    {
        /// <summary>Adds a handler of messages of your own. Handlers are asked in the order they are added.</summary>
        public IAgentBuilder AddMessageHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
            where THandler : class, IMessageHandler
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.AddScoped<IMessageHandler, THandler>();
            return builder;
        }

        /// <summary>
        /// Understands messages that are URLs: the message is in the parameter <c>c_i</c>, or at the URL. Add it before the
        /// handlers of what is inside.
        /// </summary>
        public IAgentBuilder AddUrlMessages(GuardedHttpOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Claim(HandlerClaim, "URL", "AddUrlMessages()");
            var http = new HttpClient(new GuardedHttpMessageHandler(options ?? new()), disposeHandler: true);
            builder.Services.AddSingleton<IMessageHandler>(new UrlMessageHandler(http));
            return builder;
        }

        /// <summary>
        /// Understands JWTs whose issuer is a DID: they are verified, and handlers after this one get their claims. One that names an audience must
        /// be for a DID of the agent.
        /// </summary>
        public IAgentBuilder AddJwtMessages() => builder.AddKnown<JwtMessageHandler>("JWT", "AddJwtMessages()");

        /// <summary>Understands credentials and presentations. They are verified in full; what does not hold is refused.</summary>
        public IAgentBuilder AddCredentialMessages()
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Require(CredentialAgentExtensions.FormatClaim, null, "AddCredentialMessages()", "add a format, as with AddJwtCredentials().");
            return builder.AddKnown<CredentialMessageHandler>("credentials", "AddCredentialMessages()");
        }

        /// <summary>Understands requests for selective disclosure. Needs <c>AddJwtMessages()</c> before it.</summary>
        public IAgentBuilder AddDisclosureMessages()
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Require(HandlerClaim, "JWT", "AddDisclosureMessages()", "call AddJwtMessages() before it.");
            return builder.AddKnown<DisclosureMessageHandler>("sdr", "AddDisclosureMessages()");
        }

        private IAgentBuilder AddKnown<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(string name, string owner)
            where THandler : class, IMessageHandler
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Claim(HandlerClaim, name, owner);
            return builder.AddMessageHandler<THandler>();
        }
    }
}
