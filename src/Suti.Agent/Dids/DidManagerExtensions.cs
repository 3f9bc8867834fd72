// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Shorter calls of <see cref="IDidManager"/>.</summary>
public static class DidManagerExtensions
{
    /// <summary>Creates a DID of a method, such as <c>key</c>.</summary>
    public static Task<ManagedDid> CreateAsync(
        this IDidManager dids, string method, string? alias = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dids);
        ArgumentException.ThrowIfNullOrEmpty(method);
        var provider = method.StartsWith("did:", StringComparison.Ordinal) ? method : "did:" + method;
        return dids.CreateAsync(new CreateDidRequest { Provider = provider, Alias = alias }, cancellationToken);
    }
}
