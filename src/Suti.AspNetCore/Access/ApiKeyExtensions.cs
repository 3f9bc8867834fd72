// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti.AspNetCore;

/// <summary>Adds API keys to an agent.</summary>
public static class ApiKeyExtensions
{
    /// <summary>
    /// Adds <see cref="IApiKeys"/>. Where the agent is reached over HTTP, callers then need a key, or another credential that is configured.
    /// </summary>
    public static IAgentBuilder AddApiKeys(this IAgentBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Plan.Claim("credential of callers", "API keys", "AddApiKeys()");
        builder.Plan.AddRecordKind(ApiKeyRecord.Kind);
        builder.Services.AddSingleton<ApiKeyStore>();
        builder.Services.AddSingleton<IApiKeys>(static services => services.GetRequiredService<ApiKeyStore>());
        builder.Services.AddSingleton<ICallerCredential, ApiKeyCredential>();
        return builder;
    }
}
