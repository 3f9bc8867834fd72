// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>
/// Keeps the status lists of an issuer: gives each credential a random place that no other has, sets and unsets its status, and
/// writes the list to publish. Many may use the same lists at the same time; every change is one transaction.
/// </summary>
public sealed class StatusListManager
{
    /// <summary>The kind of the records.</summary>
    public static readonly RecordKind<StatusListRecord> Kind =
        new RecordKind<StatusListRecord>("status_list", CredentialsJson.Default.StatusListRecord, record => record.Url).WithText("issuer", record => record.Issuer);

    private const int MaxAttempts = 100;
    private const int MaxSize = 64 << 20;

    private readonly RecordSet<StatusListRecord> _lists;
    private readonly RandomSource _random;

    /// <summary>Makes a manager over a store.</summary>
    /// <param name="store">The store, opened with <see cref="Kind"/> among its kinds.</param>
    /// <param name="space">The space.</param>
    /// <param name="random">Where places come from; the system's source when null.</param>
    public StatusListManager(IRecordStore store, string space = SpaceContext.Main, RandomSource? random = null)
    {
        _lists = new RecordSet<StatusListRecord>(store, space, Kind);
        _random = random ?? RandomSource.System;
    }

    /// <summary>Begins a list.</summary>
    /// <param name="url">Where it will be published.</param>
    /// <param name="issuer">Who issues it.</param>
    /// <param name="purpose">What its bits mean.</param>
    /// <param name="length">For how many credentials.</param>
    /// <param name="statusSize">The bits for each.</param>
    /// <param name="messages">What each value means, from 0 on; each has one where there are several bits.</param>
    /// <param name="reference">A URL with more about the messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The messages are not those of all values.</exception>
    /// <exception cref="SutiException">There is a list at this address already (<see cref="RecordErrorCodes.Conflict"/>).</exception>
    public async ValueTask CreateAsync(
        string url,
        string issuer,
        string purpose = "revocation",
        int length = BitstringStatusList.MinBits,
        int statusSize = 1,
        IReadOnlyList<string>? messages = null,
        string? reference = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        // An entry that could not be written is not found out only when the first credential is issued.
        _ = BitstringStatusList.CreateEntry(url, 0, purpose, statusSize, Number(messages), reference);
        var record = new StatusListRecord
        {
            Url = url,
            Issuer = issuer,
            Purpose = purpose,
            Length = length,
            StatusSize = statusSize,
            Messages = messages,
            Reference = reference,
            EncodedList = new BitstringStatusList(length, statusSize).Encode(),
            EncodedAllocation = new BitstringStatusList(Math.Max(length, BitstringStatusList.MinBits)).Encode(),
        };
        // Version 0 is that of a record that is not there yet.
        await _lists.PutAsync(record, expectedVersion: 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a credential a place, and the entry to put into it.</summary>
    /// <param name="url">The list.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SutiException"><see cref="CredentialErrorCodes.StatusListFull"/>, or there is no such list.</exception>
    public async ValueTask<JsonObject> AllocateAsync(string url, CancellationToken cancellationToken = default)
    {
        var index = -1;
        StatusListRecord? list = null;
        await ChangeAsync(
            url,
            record =>
            {
                var taken = Decode(record.EncodedAllocation, 1);
                if (record.Allocated >= record.Length)
                {
                    throw new SutiException(CredentialErrorCodes.StatusListFull, "The status list has no free place.");
                }

                index = ChooseFree(taken, record.Length);
                taken[index] = 1;
                list = record;
                return record with { Allocated = record.Allocated + 1, EncodedAllocation = taken.Encode() };
            },
            cancellationToken).ConfigureAwait(false);
        return BitstringStatusList.CreateEntry(url, index, list!.Purpose, list.StatusSize, Number(list.Messages), list.Reference);
    }

    /// <summary>Sets the status of a credential: 1 revokes or suspends it, 0 reinstates it.</summary>
    /// <param name="url">The list.</param>
    /// <param name="index">Its place.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SutiException">There is no such list, or the place was given to no credential.</exception>
    public ValueTask SetAsync(string url, int index, int value, CancellationToken cancellationToken = default) => ChangeAsync(
        url,
        record =>
        {
            if (index < 0 || index >= record.Length || Decode(record.EncodedAllocation, 1)[index] == 0)
            {
                throw new SutiException(CredentialErrorCodes.StatusListInvalid, "The place was given to no credential.");
            }

            if (record.Purpose == "revocation" && value == 0 && Decode(record.EncodedList, record.StatusSize)[index] != 0)
            {
                // Bitstring Status List §2.1: what is revoked stays so.
                throw new SutiException(CredentialErrorCodes.StatusListInvalid, "A revocation is not taken back; a suspension is.");
            }

            var list = Decode(record.EncodedList, record.StatusSize);
            list[index] = value;
            return record with { EncodedList = list.Encode() };
        },
        cancellationToken);

    /// <summary>Who issues a list; null when there is no such list.</summary>
    /// <param name="url">The list.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<string?> FindIssuerAsync(string url, CancellationToken cancellationToken = default) =>
        (await _lists.GetAsync(url, cancellationToken).ConfigureAwait(false))?.Value.Issuer;

    /// <summary>The addresses of all lists of an issuer, to publish as one document.</summary>
    /// <param name="issuer">The issuer; all of the space when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<StatusListAggregation> AggregateAsync(string? issuer = null, CancellationToken cancellationToken = default)
    {
        var query = new RecordQuery(Kind) { Filter = issuer is null ? null : RecordFilter.Equal(Kind["issuer"], issuer) };
        var lists = await _lists.FindAsync(query, cancellationToken).ConfigureAwait(false);
        return new StatusListAggregation(lists.Select(list => list.Url).Order(StringComparer.Ordinal));
    }

    /// <summary>The credential to sign and publish.</summary>
    /// <param name="url">The list.</param>
    /// <param name="validFrom">From when it is valid.</param>
    /// <param name="validUntil">Until when.</param>
    /// <param name="timeToLive">How long verifiers may keep it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SutiException">There is no such list.</exception>
    public async ValueTask<Credential> WriteAsync(
        string url, DateTimeOffset validFrom, DateTimeOffset? validUntil = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        var record = (await RequireAsync(url, cancellationToken).ConfigureAwait(false)).Value;
        return Decode(record.EncodedList, record.StatusSize).ToCredential(url, record.Issuer, [record.Purpose], validFrom, validUntil, timeToLive);
    }

    private static StatusMessage[]? Number(IReadOnlyList<string>? messages) =>
        messages is null ? null : [.. messages.Select((message, value) => new StatusMessage(value, message))];

    private static BitstringStatusList Decode(string encoded, int size) =>
        BitstringStatusList.TryDecode(encoded, size, MaxSize, out var list)
            ? list
            : throw new SutiException(CredentialErrorCodes.StatusListInvalid, "The stored status list is damaged.");

    /// <summary>A random free place: by chance while there is room, and in order from a random one when there is little.</summary>
    private int ChooseFree(BitstringStatusList taken, int length)
    {
        var start = 0;
        for (var attempt = 0; attempt < 64; attempt++)
        {
            start = (int)(BinaryPrimitives.ReadUInt64LittleEndian(_random.GetBytes(8)) % (ulong)length);
            if (taken[start] == 0)
            {
                return start;
            }
        }

        while (taken[start] != 0)
        {
            start = (start + 1) % length;
        }

        return start;
    }

    private async ValueTask ChangeAsync(string url, Func<StatusListRecord, StatusListRecord> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = await RequireAsync(url, cancellationToken).ConfigureAwait(false);
            try
            {
                await _lists.PutAsync(change(found.Value), found.Version, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict && attempt < MaxAttempts)
            {
                // Somebody else changed the list in the meantime: decide again on what it is now.
            }
        }
    }

    private async ValueTask<Versioned<StatusListRecord>> RequireAsync(string url, CancellationToken cancellationToken) =>
        await _lists.GetAsync(url, cancellationToken).ConfigureAwait(false)
        ?? throw new SutiException(RecordErrorCodes.NotFound, "There is no such status list.");
}
