// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti;

/// <summary>Tells an agent what root key its secrets are sealed under.</summary>
public static class RootKeyExtensions
{
    /// <summary>Seals secrets under a root key from this provider.</summary>
    public static IAgentBuilder UseRootKey(this IAgentBuilder builder, IRootKeyProvider rootKey)
    {
        ArgumentNullException.ThrowIfNull(rootKey);
        return builder.UseRootKey("UseRootKey()", _ => rootKey);
    }

    /// <summary>Seals secrets under a root key that is made when the agent is.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="owner">What claims the root key, as a user knows it: <c>UseRootKey()</c>.</param>
    /// <param name="create">Makes the provider.</param>
    public static IAgentBuilder UseRootKey(this IAgentBuilder builder, string owner, Func<IServiceProvider, IRootKeyProvider> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Plan.Claim("root key", "root key", owner);
        builder.Services.AddSingleton(create);
        return builder;
    }

    /// <summary>Seals secrets under a key that is derived from a passphrase.</summary>
    public static IAgentBuilder UsePassphrase(this IAgentBuilder builder, string passphrase, PassphraseCost? cost = null)
    {
        // Made at once, so that a bad passphrase fails here and the text need not be kept.
        var rootKey = new PassphraseRootKey(passphrase, cost);
        return builder.UseRootKey("UsePassphrase()", _ => rootKey);
    }
}
