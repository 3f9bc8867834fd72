// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>
/// The API keys of a server, for all its spaces. It is no capability: no key opens it over HTTP. <c>agent.Find&lt;IApiKeys&gt;()</c> gives it where
/// the agent is in the process and was built with <c>AddApiKeys()</c>.
/// </summary>
public interface IApiKeys
{
    /// <summary>Makes a key. Its token is told this once.</summary>
    /// <exception cref="ArgumentException">The name, a pattern, the space or the lifetime cannot be.</exception>
    ValueTask<CreatedApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>The keys, expired ones as well, by name.</summary>
    ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends a key at once.</summary>
    /// <returns>Whether there was one of this id.</returns>
    ValueTask<bool> RevokeAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The key behind a token; null when there is none, or it has expired.</summary>
    ValueTask<ApiKey?> FindAsync(string token, CancellationToken cancellationToken = default);
}
