// SPDX-License-Identifier: Apache-2.0

using Suti.Credentials;

namespace Suti.Agent;

/// <summary>Queries over one space.</summary>
internal sealed class DataQueries(SpaceRecords records, DidDirectory dids) : IDataQueries
{
    private readonly RecordSet<AgentMessage> _messages = records.Of(MessageRecord.Kind);
    private readonly RecordSet<CredentialRecord> _credentials = records.Of(CredentialRecord.Kind);
    private readonly RecordSet<ClaimRecord> _claims = records.Of(ClaimRecord.Kind);
    private readonly RecordSet<PresentationRecord> _presentations = records.Of(PresentationRecord.Kind);

    public async Task<ManagedDid[]> GetIdentifiersAsync(FindRequest request, CancellationToken cancellationToken = default)
    {
        var found = await dids.Dids.FindAsync(FindQueries.ToQuery(request, FindColumns.Identifiers), cancellationToken).ConfigureAwait(false);
        var managed = new ManagedDid[found.Count];
        for (var index = 0; index < managed.Length; index++)
        {
            managed[index] = await dids.ToManagedAsync(found[index], cancellationToken).ConfigureAwait(false);
        }

        return managed;
    }

    public Task<long> CountIdentifiersAsync(FindRequest request, CancellationToken cancellationToken = default) =>
        CountAsync(dids.Dids, request, FindColumns.Identifiers, cancellationToken);

    public async Task<AgentMessage[]> GetMessagesAsync(FindRequest request, CancellationToken cancellationToken = default) =>
        [.. await _messages.FindAsync(FindQueries.ToQuery(request, FindColumns.Messages), cancellationToken).ConfigureAwait(false)];

    public Task<long> CountMessagesAsync(FindRequest request, CancellationToken cancellationToken = default) =>
        CountAsync(_messages, request, FindColumns.Messages, cancellationToken);

    public async Task<FoundCredential[]> GetCredentialsByClaimsAsync(FindRequest request, CancellationToken cancellationToken = default)
    {
        var found = await records.FindByClaimsAsync(FindQueries.ToQuery(request, FindColumns.Claims), cancellationToken).ConfigureAwait(false);
        return [.. found.Select(static credential => credential.ToFound())];
    }

    public Task<long> CountCredentialsByClaimsAsync(FindRequest request, CancellationToken cancellationToken = default) =>
        CountAsync(_claims, request, FindColumns.Claims, cancellationToken);

    public async Task<FoundCredential[]> GetCredentialsAsync(FindRequest request, CancellationToken cancellationToken = default)
    {
        var found = await _credentials.FindAsync(FindQueries.ToQuery(request, FindColumns.Credentials), cancellationToken).ConfigureAwait(false);
        return [.. found.Select(static credential => credential.ToFound())];
    }

    public Task<long> CountCredentialsAsync(FindRequest request, CancellationToken cancellationToken = default) =>
        CountAsync(_credentials, request, FindColumns.Credentials, cancellationToken);

    public async Task<KeptPresentation[]> GetPresentationsAsync(FindRequest request, CancellationToken cancellationToken = default)
    {
        var found = await _presentations.FindAsync(FindQueries.ToQuery(request, FindColumns.Presentations), cancellationToken).ConfigureAwait(false);
        return [.. found.Select(static presentation => new KeptPresentation { Hash = presentation.Hash, VerifiablePresentation = presentation.Raw })];
    }

    public Task<long> CountPresentationsAsync(FindRequest request, CancellationToken cancellationToken = default) =>
        CountAsync(_presentations, request, FindColumns.Presentations, cancellationToken);

    public async Task<CredentialPage> PageCredentialsAsync(FindRequest request, CancellationToken cancellationToken = default)
    {
        var (items, next) = await _credentials.PageAsync(
            FindQueries.ToQuery(request, FindColumns.Credentials, isPage: true), cancellationToken).ConfigureAwait(false);
        return new() { Items = [.. items.Select(static credential => credential.ToFound())], Next = FindCursors.Write(next) };
    }

    public async Task<MessagePage> PageMessagesAsync(FindRequest request, CancellationToken cancellationToken = default)
    {
        var (items, next) = await _messages.PageAsync(
            FindQueries.ToQuery(request, FindColumns.Messages, isPage: true), cancellationToken).ConfigureAwait(false);
        return new() { Items = items, Next = FindCursors.Write(next) };
    }

    private static async Task<long> CountAsync<T>(
        RecordSet<T> set, FindRequest request, FindColumns columns, CancellationToken cancellationToken)
        where T : class =>
        await set.CountAsync(FindQueries.ToQuery(request, columns).Filter, cancellationToken).ConfigureAwait(false);
}
