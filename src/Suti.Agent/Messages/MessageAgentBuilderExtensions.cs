// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Suti.Dids;

namespace Suti.Agent;

/// <summary>Adds message handlers to an agent.</summary>
public static class MessageAgentBuilderExtensions
{
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
            builder.Plan.Claim("message handler", "URL", "AddUrlMessages()");
            var http = new HttpClient(new GuardedHttpMessageHandler(options ?? new()), disposeHandler: true);
            builder.Services.AddSingleton<IMessageHandler>(new UrlMessageHandler(http));
            return builder;
        }
    }
}
