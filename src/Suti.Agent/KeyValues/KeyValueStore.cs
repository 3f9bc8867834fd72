// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>The values of one space.</summary>
internal sealed class KeyValueStore(SpaceRecords records, TimeProvider clock) : IKeyValueStore
{
    private const int MaxKeyLength = 1024;
    private const int DeletionBatch = 500;

    private readonly RecordSet<KeyValueRecord> _values = records.Of(KeyValueRecord.Kind);

    public async Task<JsonElement?> GetAsync(KeyValueRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await FindAsync(request.Key, cancellationToken).ConfigureAwait(false) is { } found ? found.Value.Value : null;
    }

    public async Task<bool> HasAsync(KeyValueRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await FindAsync(request.Key, cancellationToken).ConfigureAwait(false) is not null;
    }

    public async Task<bool> SetAsync(SetKeyValueRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Ttl is <= 0)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/ttl must be above 0.");
        }

        CheckKey(request.Key);
        var expires = request.Ttl is { } ttl ? clock.GetUtcNow().AddMilliseconds(ttl) : (DateTimeOffset?)null;
        await _values.PutAsync(
            new() { Key = request.Key, Value = request.Value, Expires = expires }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<bool> DeleteAsync(KeyValueRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(request.Key, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return false;
        }

        await _values.DeleteAsync(request.Key, found.Version, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<long> DeleteExpiredAsync(CancellationToken cancellationToken = default)
    {
        var expired = new RecordQuery(KeyValueRecord.Kind)
        {
            Filter = new RecordComparisonFilter(KeyValueRecord.Kind["expires"], RecordComparison.LessOrEqual, RecordValue.Of(clock.GetUtcNow())),
            Take = DeletionBatch,
        };
        var deleted = 0L;
        while (true)
        {
            var batch = await _values.FindAsync(expired, cancellationToken).ConfigureAwait(false);
            if (batch.Count == 0)
            {
                return deleted;
            }

            await records.CommitAsync([.. batch.Select(entry => _values.DeleteChange(entry.Key))], cancellationToken).ConfigureAwait(false);
            deleted += batch.Count;
        }
    }

    private static void CheckKey(string key)
    {
        if (key.Length is 0 or > MaxKeyLength)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, $"/key must have 1 to {MaxKeyLength} characters.");
        }
    }

    private async ValueTask<Versioned<KeyValueRecord>?> FindAsync(string key, CancellationToken cancellationToken)
    {
        CheckKey(key);
        return await _values.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } found
            && (found.Value.Expires is not { } expires || expires > clock.GetUtcNow())
                ? found
                : null;
    }
}
