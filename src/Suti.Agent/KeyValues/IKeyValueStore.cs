// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>Small values by name, for as long as they are to live.</summary>
[AgentApi(typeof(AgentJson))]
public interface IKeyValueStore
{
    /// <summary>Gets a value; null when there is none, or it has expired.</summary>
    [Operation("keyValueStoreGet", IsReadOnly = true)]
    Task<JsonElement?> GetAsync(KeyValueRequest request, CancellationToken cancellationToken = default);

    /// <summary>Whether there is a value that has not expired.</summary>
    [Operation("keyValueStoreHas", IsReadOnly = true)]
    Task<bool> HasAsync(KeyValueRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sets a value, for ever or for a time.</summary>
    [Operation("keyValueStoreSet")]
    Task<bool> SetAsync(SetKeyValueRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a value. False when there was none.</summary>
    [Operation("keyValueStoreDelete")]
    Task<bool> DeleteAsync(KeyValueRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes what has expired, and gives how much it was.</summary>
    [Operation("keyValueStoreDeleteExpired")]
    Task<long> DeleteExpiredAsync(CancellationToken cancellationToken = default);
}
