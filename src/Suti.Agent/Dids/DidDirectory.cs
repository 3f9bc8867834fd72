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

    /// <summary>Makes a DID and adds it, with its alias and the keys that come with it, or nothing of it.</summary>
    /// <exception cref="SutiException">Something of it is there already (<see cref="RecordErrorCodes.Conflict"/>).</exception>
    public ValueTask<ManagedDid> AddAsync(Func<ValueTask<DidRecord>> make, CancellationToken cancellationToken) => records.TogetherAsync(
        async _ =>
        {
            var did = await make().ConfigureAwait(false);
            await _dids.PutAsync(did, 0, cancellationToken).ConfigureAwait(false);
            if (did.Alias is { } alias)
            {
                await _aliases.PutAsync(new(alias, did.Did), 0, cancellationToken).ConfigureAwait(false);
            }

            // Its keys are at hand here; afterwards the store would have to be asked.
            return await ToManagedAsync(did, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>What stood in the way of a DID that was to be added.</summary>
    public async ValueTask<SutiException> ExplainAsync(SutiException conflict, string? did, string? alias, CancellationToken cancellationToken)
    {
        if (alias is not null && await FindByAliasAsync(alias, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            return AliasTaken(alias, taken.Did);
        }

        return did is not null && await _dids.GetAsync(did, cancellationToken).ConfigureAwait(false) is not null
            ? new SutiException(ManagedDidErrorCodes.Exists, $"illegal_argument: The DID {did} is managed already.", conflict)
            : KeyDirectory.Exists(conflict);
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
