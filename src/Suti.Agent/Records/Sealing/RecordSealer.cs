// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Suti.Crypto;

namespace Suti.Agent;

/// <summary>
/// Seals records with the data keys of their space, which are records too, wrapped by the root key. A space has as many data
/// keys as it was rotated: the newest seals, all open.
/// </summary>
public sealed class RecordSealer : IRecordSealer, IDisposable
{
    private const int DataKeySize = 32;

    private readonly IRecordStore _store;
    private readonly RandomSource _random;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<string, SpaceKeys> _spaces = new(StringComparer.Ordinal);
    private IRootKeyProvider? _rootKey;

    /// <summary>Creates a sealer over a store that was opened with <see cref="DataKeys"/> among its kinds.</summary>
    /// <param name="store">Where the wrapped data keys are.</param>
    /// <param name="rootKey">The root key; null when nothing can be sealed or opened.</param>
    /// <param name="random">Where keys and nonces come from; the system's by default.</param>
    public RecordSealer(IRecordStore store, IRootKeyProvider? rootKey = null, RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _rootKey = rootKey;
        _random = random ?? RandomSource.System;
    }

    /// <summary>The kind of the wrapped data keys.</summary>
    public static RecordKind DataKeys => DataKey.Kind;

    /// <summary>
    /// Checks that the root key is the one of this space and, where the space has no data key yet, of the store. Nothing is
    /// written.
    /// </summary>
    /// <exception cref="SutiException">
    /// It is not (<see cref="RecordErrorCodes.WrongRootKey"/>), or is missing (<see cref="RecordErrorCodes.RootKeyMissing"/>).
    /// </exception>
    public async ValueTask CheckAsync(string space, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if ((await LoadAsync(space, cancellationToken).ConfigureAwait(false)).Generation == 0)
            {
                await CheckOtherSpacesAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> SealAsync(
        RecordIdentity record, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        if (!_spaces.TryGetValue(record.Space, out var keys))
        {
            keys = await GetOrCreateAsync(record.Space, cancellationToken).ConfigureAwait(false);
        }

        return SealedBody.Seal(keys.Active, keys.Find(keys.Active)!, record, body.Span, _random);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> OpenAsync(
        RecordIdentity record, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var id = SealedBody.ReadKeyId(body.Span);
        var key = _spaces.TryGetValue(record.Space, out var known) ? known.Find(id) : null;
        if (key is null)
        {
            // Sealed by another process with a newer data key, or the first look at this space.
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                key = (await LoadAsync(record.Space, cancellationToken).ConfigureAwait(false)).Find(id);
            }
            finally
            {
                _gate.Release();
            }
        }

        return key is null ? throw SealedBody.Corrupted() : SealedBody.Open(key, record, body.Span);
    }

    /// <summary>
    /// Gives a space a new data key and seals its records again, while it is in use. Older data keys stay, for a process that
    /// has not noticed yet may still seal with them; another rotation reseals what it left.
    /// </summary>
    /// <param name="space">The space.</param>
    /// <param name="kinds">The kinds to reseal; those that are not sealed are passed over.</param>
    /// <param name="cancellationToken">Ends the work between two records. What is resealed by then stays so.</param>
    /// <returns>How many records were sealed again.</returns>
    public async ValueTask<long> RotateAsync(
        string space, IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        SpaceKeys keys;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            keys = await LoadAsync(space, cancellationToken).ConfigureAwait(false);
            await CheckOtherSpacesAsync(cancellationToken).ConfigureAwait(false);
            keys = await CreateAsync(space, keys.Generation + 1, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }

        var resealing = new RecordResealing(_store, this, space, keys.Active);
        return await resealing.RunAsync([.. kinds.Where(static kind => kind.IsSealed)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Wraps every data key of every space with another root key. When it ends early, call it again: what is wrapped already
    /// is left as it is. Other processes need the new root key when they are started next.
    /// </summary>
    /// <returns>How many data keys were wrapped again.</returns>
    public async ValueTask<long> ChangeRootKeyAsync(IRootKeyProvider rootKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rootKey);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var count = await new RootKeyChange(_store, RequireRootKey(), rootKey).RunAsync(cancellationToken).ConfigureAwait(false);
            _rootKey = rootKey;
            return count;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Clears the data keys.</summary>
    public void Dispose()
    {
        foreach (var keys in _spaces.Values)
        {
            keys.Clear();
        }

        _spaces.Clear();
        _gate.Dispose();
    }

    internal static RecordIdentity Identify(string space, string key) => new(space, DataKey.Kind.Name, key);

    private async ValueTask<SpaceKeys> GetOrCreateAsync(string space, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var keys = await LoadAsync(space, cancellationToken).ConfigureAwait(false);
            if (keys.Generation == 0)
            {
                await CheckOtherSpacesAsync(cancellationToken).ConfigureAwait(false);
                keys = await CreateAsync(space, 1, cancellationToken).ConfigureAwait(false);
            }

            return keys;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<SpaceKeys> CreateAsync(string space, long generation, CancellationToken cancellationToken)
    {
        var dataKey = _random.GetBytes(DataKeySize);
        try
        {
            var id = Convert.ToHexStringLower(_random.GetBytes(sizeof(ulong)));
            var wrapped = await RequireRootKey().WrapAsync(Identify(space, id), dataKey, cancellationToken).ConfigureAwait(false);
            await new RecordSet<DataKey>(_store, space, DataKey.Kind).PutAsync(
                new() { Id = id, Generation = generation, Wrapped = wrapped }, expectedVersion: 0, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }

        // Read back: another process may have made one in the same moment, and both must choose the same.
        return await LoadAsync(space, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<SpaceKeys> LoadAsync(string space, CancellationToken cancellationToken)
    {
        var records = await new RecordSet<DataKey>(_store, space, DataKey.Kind).FindAsync(
            new RecordQuery(DataKey.Kind) { Order = [new(DataKey.Kind["generation"])] }, cancellationToken).ConfigureAwait(false);
        if (records.Count == 0)
        {
            return SpaceKeys.None;
        }

        var rootKey = RequireRootKey();
        var keys = new Dictionary<ulong, byte[]>();
        var (active, generation) = (0UL, 0L);
        SutiException? refused = null;
        foreach (var record in records)
        {
            try
            {
                var id = ParseId(record.Id);
                keys[id] = await rootKey.UnwrapAsync(Identify(space, record.Id), record.Wrapped, cancellationToken).ConfigureAwait(false);
                (active, generation) = (id, record.Generation);
            }
            catch (SutiException exception) when (exception.Code is RecordErrorCodes.WrongRootKey or RecordErrorCodes.Corrupted)
            {
                // One that opens shows that the root key is right and the others are damaged: only what they sealed is lost.
                refused = exception;
            }
        }

        if (keys.Count == 0)
        {
            throw refused!;
        }

        // The older object is not cleared: another thread may be sealing with its keys. Its keys live on in the new one.
        var loaded = new SpaceKeys(keys, active, generation);
        _spaces[space] = loaded;
        return loaded;
    }

    /// <summary>A new space must not begin under another root key than the store has.</summary>
    private async ValueTask CheckOtherSpacesAsync(CancellationToken cancellationToken)
    {
        foreach (var space in await _store.ListSpacesAsync(cancellationToken).ConfigureAwait(false))
        {
            var found = await new RecordSet<DataKey>(_store, space, DataKey.Kind).FindAsync(
                new RecordQuery(DataKey.Kind) { Take = 1 }, cancellationToken).ConfigureAwait(false);
            if (found is [var record])
            {
                CryptographicOperations.ZeroMemory(await RequireRootKey().UnwrapAsync(
                    Identify(space, record.Id), record.Wrapped, cancellationToken).ConfigureAwait(false));
                return;
            }
        }
    }

    private static ulong ParseId(string id) =>
        id.Length == 2 * sizeof(ulong) && ulong.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SutiException(RecordErrorCodes.Corrupted, "A data key in the store has an id of another form.");

    private IRootKeyProvider RequireRootKey() => _rootKey ?? throw new SutiException(
        RecordErrorCodes.RootKeyMissing,
        "This store has sealed records, or is to have some, and no root key: set a passphrase or another root key.");
}
