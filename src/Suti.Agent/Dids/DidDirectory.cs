// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The DIDs of a space in its records.</summary>
internal sealed class DidDirectory(SpaceRecords records, KeyDirectory keys)
{
    private readonly RecordSet<DidRecord> _dids = records.Of(DidRecord.Kind);
    private readonly RecordSet<DidAliasRecord> _aliases = records.Of(DidAliasRecord.Kind);

    public RecordSet<DidRecord> Dids => _dids;

    public async ValueTask<Versioned<DidRecord>> GetAsync(string did, CancellationToken cancellationToken) =>
        await _dids.GetAsync(did, cancellationToken).ConfigureAwait(false) ?? throw NotFound();

    public async ValueTask<DidRecord?> FindByAliasAsync(string alias, CancellationToken cancellationToken) =>
        await _aliases.GetAsync(alias, cancellationToken).ConfigureAwait(false) is { } found
        && await _dids.GetAsync(found.Value.Did, cancellationToken).ConfigureAwait(false) is { } did
            ? did.Value
            : null;

    /// <summary>Adds a DID, with its alias, or neither.</summary>
    public async ValueTask AddAsync(DidRecord did, CancellationToken cancellationToken)
    {
        var changes = new List<RecordChange> { await _dids.PutChangeAsync(did, 0, cancellationToken).ConfigureAwait(false) };
        if (did.Alias is { } alias)
        {
            changes.Add(await _aliases.PutChangeAsync(new(alias, did.Did), 0, cancellationToken).ConfigureAwait(false));
        }

        try
        {
            await records.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
        {
            var taken = did.Alias is null ? null : await FindByAliasAsync(did.Alias, cancellationToken).ConfigureAwait(false);
            throw taken is null
                ? new SutiException(ManagedDidErrorCodes.Exists, $"illegal_argument: The DID {did.Did} is managed already.", exception)
                : AliasTaken(did.Alias!, taken.Did);
        }
    }

    /// <summary>Writes a DID that changed, with its alias when that changed too.</summary>
    public async ValueTask ChangeAsync(Versioned<DidRecord> before, DidRecord after, CancellationToken cancellationToken)
    {
        var changes = new List<RecordChange> { await _dids.PutChangeAsync(after, before.Version, cancellationToken).ConfigureAwait(false) };
        if (before.Value.Alias != after.Alias)
        {
            if (before.Value.Alias is { } old)
            {
                changes.Add(_aliases.DeleteChange(old));
            }

            if (after.Alias is { } alias)
            {
                if (await FindByAliasAsync(alias, cancellationToken).ConfigureAwait(false) is { } taken)
                {
                    throw AliasTaken(alias, taken.Did);
                }

                changes.Add(await _aliases.PutChangeAsync(new(alias, after.Did), 0, cancellationToken).ConfigureAwait(false));
            }
        }

        await records.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask RemoveAsync(Versioned<DidRecord> did, CancellationToken cancellationToken)
    {
        var changes = new List<RecordChange> { _dids.DeleteChange(did.Value.Did, did.Version) };
        if (did.Value.Alias is { } alias)
        {
            changes.Add(_aliases.DeleteChange(alias));
        }

        await records.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ManagedDid> ToManagedAsync(DidRecord did, CancellationToken cancellationToken)
    {
        var managed = new ManagedKey[did.Keys.Count];
        for (var index = 0; index < managed.Length; index++)
        {
            var key = did.Keys[index];
            var record = await keys.FindAsync(key.Kid, cancellationToken).ConfigureAwait(false)
                ?? new KeyRecord { Kid = key.Kid, Kms = "", Type = key.Type, PublicKeyHex = key.PublicKeyHex };
            managed[index] = KeyManager.ToManaged(record);
        }

        return new()
        {
            Did = did.Did,
            Alias = did.Alias,
            Provider = did.Provider,
            ControllerKeyId = did.ControllerKeyId,
            Keys = managed,
            Services = did.Services,
        };
    }

    public static SutiException NotFound() => new(ManagedDidErrorCodes.NotFound, "Identifier not found");

    private static SutiException AliasTaken(string alias, string did) =>
        new(ManagedDidErrorCodes.Exists, $"illegal_argument: Identifier with alias: {alias} already exists: {did}");
}
