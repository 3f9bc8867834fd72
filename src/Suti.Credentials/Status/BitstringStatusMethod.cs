// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Bitstring Status List 1.0 §3.2, and its forerunner StatusList2021.</summary>
public sealed class BitstringStatusMethod : ICredentialStatusMethod
{
    internal const string EntryType = "BitstringStatusListEntry";
    internal const string ListType = "BitstringStatusListCredential";
    private const string FormerEntryType = "StatusList2021Entry";
    private const string FormerListType = "StatusList2021Credential";

    private static readonly string[] Accept = ["application/vc+jwt", "application/vc", "application/jwt", "application/json", "*/*"];

    private readonly StatusCache<VerifiedList> _cache = new();

    /// <inheritdoc/>
    public bool CanCheck(JsonElement entry)
    {
        var type = entry.Member("type");
        return type.HasText(EntryType) || type.HasText(FormerEntryType);
    }

    /// <inheritdoc/>
    public async ValueTask<StatusAnswer> CheckAsync(
        Credential credential, JsonElement entry, StatusContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(context);
        var url = entry.Text("statusListCredential");
        var purpose = entry.Text("statusPurpose");
        if (url is null || purpose is null || !TryReadIndex(entry, out var index) || !TryReadSize(entry, out var size))
        {
            return new StatusAnswer(false, "malformed", "The entry of status is malformed.");
        }

        var isFormer = entry.Member("type").HasText(FormerEntryType);
        var list = _cache.Find(url, context.Now);
        if (list is null)
        {
            var (fetched, failure) = await LoadAsync(url, isFormer, context, cancellationToken).ConfigureAwait(false);
            if (fetched is null)
            {
                return failure!;
            }

            list = fetched;
        }

        if (!context.MaySpeakFor(list.Issuer, credential))
        {
            return new StatusAnswer(false, "other-issuer", "The status list is not of the issuer of the credential.");
        }

        if (!list.Purposes.Contains(purpose))
        {
            return new StatusAnswer(false, "other-purpose", "The status list has another purpose than the entry.");
        }

        return list.Decode(size, context.Limits.MaxStatusListSize) is not { } bits
                ? new StatusAnswer(false, "malformed", "The status list is damaged, or too large.")
            : (long)bits.Length * size < BitstringStatusList.MinBits ? new StatusAnswer(false, "too-short", "The status list is shorter than it must be.")
            : index >= bits.Length ? new StatusAnswer(false, "out-of-range", "The status list has no such entry.")
            : !StatusMessages.TryRead(entry, size, bits[index], out var message) ? new StatusAnswer(false, "malformed", "The messages of the status are malformed.")
            : Judge(purpose, bits[index], message);
    }

    private static StatusAnswer Judge(string purpose, int value, string? message) => (purpose, value) switch
    {
        ("message", _) when message is not null => new StatusAnswer(true, "message-" + StatusMessages.Text(value), message),
        (_, 0) => StatusAnswer.Good,
        ("revocation", _) => new StatusAnswer(false, "revoked", message ?? "The issuer revoked it."),
        ("suspension", _) => new StatusAnswer(false, "suspended", message ?? "The issuer suspended it."),
        ("refresh", _) => new StatusAnswer(true, "refresh-available", message),
        ("message", _) => new StatusAnswer(true, "message-" + StatusMessages.Text(value)),
        _ => new StatusAnswer(false, "unknown-purpose", "A status of a purpose that is not known here is set."),
    };

    private static async ValueTask<(VerifiedList? List, StatusAnswer? Failure)> FetchAsync(
        string url, bool isFormer, StatusContext context, CancellationToken cancellationToken)
    {
        var (resource, failure) = await context.FetchAsync(url, Accept, cancellationToken).ConfigureAwait(false);
        if (resource is null)
        {
            return (null, failure);
        }

        var result = await context.VerifyListAsync(resource.Content, cancellationToken).ConfigureAwait(false);
        if (!result.Verified || result.Credential is not { } verified)
        {
            return (null, new StatusAnswer(false, "list-not-verified", $"The status list does not verify: {result.FirstFailure?.Code}."));
        }

        var list = verified.Credential;
        var subject = list.Subjects is [var only] ? only : default;
        if (!list.Types.Contains(isFormer ? FormerListType : ListType) || subject.Text("encodedList") is not { } encoded || (list.Id is { } id && id != url))
        {
            return (null, new StatusAnswer(false, "not-a-list", "What is published there is not this status list."));
        }

        var purposes = subject.Member("statusPurpose").Texts();
        var live = subject.Member("ttl") is { ValueKind: JsonValueKind.Number } ttl && ttl.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 315_360_000_000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : default(TimeSpan?);
        return (new VerifiedList(list.Issuer, purposes, encoded, live, list.ValidUntil), null);
    }

    /// <summary>An index is a text of digits; some write a number.</summary>
    private static bool TryReadIndex(JsonElement entry, out int index)
    {
        var member = entry.Member("statusListIndex");
        var text = member.ValueKind == JsonValueKind.String ? member.GetString() : member.ValueKind == JsonValueKind.Number ? member.GetRawText() : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    private static bool TryReadSize(JsonElement entry, out int size)
    {
        size = 1;
        return !entry.TryGetProperty("statusSize", out var member)
            || (member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out size) && size is >= 1 and <= BitstringStatusList.MaxStatusSize);
    }

    private async ValueTask<(VerifiedList? List, StatusAnswer? Failure)> LoadAsync(
        string url, bool isFormer, StatusContext context, CancellationToken cancellationToken)
    {
        var (list, failure) = await FetchAsync(url, isFormer, context, cancellationToken).ConfigureAwait(false);
        if (list is not null)
        {
            _cache.Keep(url, list, context.Now, list.TimeToLive, list.ValidUntil);
        }

        return (list, failure);
    }

    private sealed record VerifiedList(string? Issuer, IReadOnlyList<string> Purposes, string Encoded, TimeSpan? TimeToLive, DateTimeOffset? ValidUntil)
    {
        private BitstringStatusList? _decoded;

        /// <summary>The list, decompressed once for all that are asked of it with the same size of entries.</summary>
        public BitstringStatusList? Decode(int size, int maxSize)
        {
            if (_decoded?.StatusSize != size)
            {
                _decoded = BitstringStatusList.TryDecode(Encoded, size, maxSize, out var list) ? list : null;
            }

            return _decoded;
        }
    }
}
