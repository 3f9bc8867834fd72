// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Suti.Credentials;

namespace Suti.Agent;

/// <summary>Keeps the credentials that are issued with the wish to save them, among the others of the agent.</summary>
internal sealed class AgentCredentialStore(IDataStore data, SpaceRecords records) : ICredentialStore
{
    /// <summary>As few as a search can want that ends with the first that fits, and enough for one that wants all.</summary>
    private const int PageSize = 100;

    public async ValueTask SaveAsync(VerifiableCredential credential, CancellationToken cancellationToken = default) =>
        await data.SaveCredentialAsync(
            new SaveCredentialRequest { VerifiableCredential = FormOf(credential.Format, credential.Token, credential.Json) }, cancellationToken).ConfigureAwait(false);

    public async ValueTask SaveAsync(VerifiablePresentation presentation, CancellationToken cancellationToken = default) =>
        await data.SavePresentationAsync(
            new SavePresentationRequest { VerifiablePresentation = FormOf(presentation.Format, presentation.Token, presentation.Json) }, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<FoundCredential>> FindAsync(
        RequestedClaim requested, string? subject = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requested);
        var query = new RecordQuery(ClaimRecord.Kind) { Filter = FilterOf(requested, subject) };
        var found = await records.FindByClaimsAsync(query, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(static credential => new FoundCredential { Hash = credential.Hash, VerifiableCredential = credential.Raw })];
    }

    public async IAsyncEnumerable<FoundCredential> FindAsync(
        CredentialFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var found = filter is { ClaimName: { } name, ClaimValues: { Count: > 0 } values }
            ? FindByClaimAsync(name, values, filter, cancellationToken)
            : FindByHeadAsync(filter, cancellationToken);
        await foreach (var credential in found.ConfigureAwait(false))
        {
            yield return new FoundCredential { Hash = credential.Hash, VerifiableCredential = credential.Raw };
        }
    }

    private static RecordFilter OneOf(RecordColumn column, IEnumerable<string> values) =>
        RecordFilter.In(column, [.. values.Distinct(StringComparer.Ordinal).Select(static value => RecordValue.Of(value))]);

    private static RecordFilter FilterOf(RequestedClaim requested, string? subject)
    {
        var filters = new List<RecordFilter>();
        Add("type", requested.ClaimType);
        Add("value", requested.ClaimValue);
        Add("subject", subject);
        if (requested.Issuers is { Count: > 0 } issuers)
        {
            filters.Add(RecordFilter.In(ClaimRecord.Kind["issuer"], [.. issuers.Select(static issuer => RecordValue.Of(issuer.Did))]));
        }

        AddItem("credential_type", requested.CredentialType);
        AddItem("context", requested.CredentialContext);
        return RecordFilter.All(filters);

        void Add(string column, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                filters.Add(RecordFilter.Equal(ClaimRecord.Kind[column], value));
            }
        }

        void AddItem(string column, string? item)
        {
            if (!string.IsNullOrEmpty(item))
            {
                filters.Add(LikePatterns.HasItem(ClaimRecord.Kind[column], item));
            }
        }
    }

    private async IAsyncEnumerable<CredentialRecord> FindByHeadAsync(
        CredentialFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filters = new List<RecordFilter>();
        if (filter.Types is { } types)
        {
            filters.Add(OneOf(CredentialRecord.Kind["any_type"], types));
        }

        if (filter.Issuers is { } issuers)
        {
            filters.Add(OneOf(CredentialRecord.Kind["issuer"], issuers));
        }

        var query = new RecordQuery(CredentialRecord.Kind) { Filter = filters.Count == 0 ? null : RecordFilter.All(filters), Take = PageSize };
        await foreach (var credential in PagesAsync(records.Of(CredentialRecord.Kind), query, cancellationToken).ConfigureAwait(false))
        {
            yield return credential;
        }
    }

    private async IAsyncEnumerable<CredentialRecord> FindByClaimAsync(
        string name, IReadOnlyList<string> values, CredentialFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kept = records.Of(CredentialRecord.Kind);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var query = new RecordQuery(ClaimRecord.Kind)
        {
            Filter = RecordFilter.All([
                RecordFilter.Equal(ClaimRecord.Kind["type"], name),
                OneOf(ClaimRecord.Kind["value"], values),
                .. filter.Issuers is { } issuers ? [OneOf(ClaimRecord.Kind["issuer"], issuers)] : Array.Empty<RecordFilter>(),
            ]),
            Take = PageSize,
        };
        await foreach (var claim in PagesAsync(records.Of(ClaimRecord.Kind), query, cancellationToken).ConfigureAwait(false))
        {
            if (seen.Add(claim.CredentialKey)
                && await kept.GetAsync(claim.CredentialKey, cancellationToken).ConfigureAwait(false) is { } credential
                && (filter.Types is null || credential.Value.Types.Any(filter.Types.Contains)))
            {
                yield return credential.Value;
            }
        }
    }

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        RecordSet<T> set, RecordQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        RecordCursor? next = null;
        do
        {
            (var page, next) = await set.PageAsync(query with { After = next }, cancellationToken).ConfigureAwait(false);
            foreach (var item in page)
            {
                yield return item;
            }
        }
        while (next is not null);
    }

    /// <summary>The object, as Veramo keeps it; a token of another kind as it is, because an envelope shows nothing of it.</summary>
    private static JsonElement FormOf(string format, string? token, JsonElement json) =>
        token is null || format == CredentialFormatNames.Jwt ? json : JsonElement.Parse(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(token)}\""));
}
