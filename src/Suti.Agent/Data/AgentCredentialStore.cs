// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Credentials;

namespace Suti.Agent;

/// <summary>Keeps the credentials that are issued with the wish to save them, among the others of the agent.</summary>
internal sealed class AgentCredentialStore(IDataStore data, SpaceRecords records) : ICredentialStore
{
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

    /// <summary>The object, as Veramo keeps it; a token of another kind as it is, because an envelope shows nothing of it.</summary>
    private static JsonElement FormOf(string format, string? token, JsonElement json) =>
        token is null || format == CredentialFormatNames.Jwt ? json : JsonElement.Parse(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(token)}\""));
}
