// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>API keys as credentials of callers.</summary>
internal sealed class ApiKeyCredential(ApiKeyStore keys) : ICallerCredential
{
    public bool Claims(string token) => ApiKeyStore.IsToken(token);

    public async ValueTask<AgentCaller?> AuthenticateAsync(string token, CancellationToken cancellationToken) =>
        await keys.FindAsync(token, cancellationToken).ConfigureAwait(false) is { } key
            ? new($"key:{key.Id}", key.Space, new OperationSelection(key.Scopes))
            : null;
}
