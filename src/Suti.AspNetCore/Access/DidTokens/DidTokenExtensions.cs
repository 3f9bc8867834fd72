// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Suti.Dids;

namespace Suti.AspNetCore;

/// <summary>Adds tokens of DIDs to an agent.</summary>
public static class DidTokenExtensions
{
    /// <summary>
    /// Takes JWTs that the DIDs you name have signed, beside or instead of API keys. <c>DidAccessToken</c> of <c>Suti.Agent.Client</c> makes them.
    /// </summary>
    /// <exception cref="ArgumentException">There is no audience, or no lifetime.</exception>
    public static IAgentBuilder AddDidTokens(this IAgentBuilder builder, Action<DidTokenOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new DidTokenOptions();
        configure(options);
        if (options.Audience.Length == 0 || options.MaxLifetime <= TimeSpan.Zero)
        {
            throw new ArgumentException("Tokens of DIDs need an audience, the address of this agent, and a lifetime above zero.", nameof(configure));
        }

        builder.Plan.Claim("credential of callers", "tokens of DIDs", "AddDidTokens()");
        builder.Plan.AddRecordKind(UsedToken.Kind);
        builder.Services.AddSingleton<ICallerCredential>(services => new DidTokenCredential(
            options, services.GetRequiredService<IDidResolver>(), services.GetRequiredService<IRecordStore>(), services.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
