// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Suti.Agent;

/// <summary>Messages, credentials and presentations of one space.</summary>
internal sealed class DataStore(SpaceRecords records, IAgentEvents events, TimeProvider clock) : IDataStore
{
    private const int MaxBatch = 10_000;
    private const int MaxAttempts = 16;

    private readonly RecordSet<AgentMessage> _messages = records.Of(MessageRecord.Kind);
    private readonly RecordSet<CredentialRecord> _credentials = records.Of(CredentialRecord.Kind);
    private readonly RecordSet<ClaimRecord> _claims = records.Of(ClaimRecord.Kind);
    private readonly RecordSet<PresentationRecord> _presentations = records.Of(PresentationRecord.Kind);

    public async Task<string> SaveMessageAsync(SaveMessageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var message = request.Message;
        if (message.Id.Length is 0 or > 1024)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/message/id must have 1 to 1024 characters.");
        }

        message = message with { CreatedAt = message.CreatedAt ?? clock.GetUtcNow().UtcDateTime.ToString("o", CultureInfo.InvariantCulture) };
        return await SaveAsync(
            async batch =>
            {
                foreach (var credential in message.Credentials ?? [])
                {
                    await AddCredentialAsync(batch, new(credential), cancellationToken).ConfigureAwait(false);
                }

                foreach (var presentation in message.Presentations ?? [])
                {
                    await AddPresentationAsync(batch, new(presentation), cancellationToken).ConfigureAwait(false);
                }

                batch.Add(await _messages.PutChangeAsync(message, cancellationToken: cancellationToken).ConfigureAwait(false));
                batch.Add(new MessageSaved(message.Id));
                return message.Id;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<AgentMessage> GetMessageAsync(MessageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await _messages.GetAsync(request.Id, cancellationToken).ConfigureAwait(false) is { } found
            ? found.Value
            : throw new SutiException(DataErrorCodes.NotFound, "not_found: Message not found");
    }

    public async Task<bool> DeleteMessageAsync(MessageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await DeleteAsync(_messages, request.Id, [], cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> SaveCredentialAsync(SaveCredentialRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var view = new CredentialView(request.VerifiableCredential);
        return await SaveAsync(batch => AddCredentialAsync(batch, view, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task<string[]> SaveCredentialsAsync(SaveCredentialsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.VerifiableCredentials.Count > MaxBatch)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, $"/verifiableCredentials must have at most {MaxBatch} items.");
        }

        return await SaveAsync(
            async batch =>
            {
                var hashes = new string[request.VerifiableCredentials.Count];
                for (var index = 0; index < hashes.Length; index++)
                {
                    hashes[index] = await AddCredentialAsync(batch, new(request.VerifiableCredentials[index]), cancellationToken).ConfigureAwait(false);
                }

                return hashes;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<JsonElement> GetCredentialAsync(HashRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await FindCredentialAsync(request.Hash, cancellationToken).ConfigureAwait(false) is { } found
            ? found.Raw
            : throw new SutiException(DataErrorCodes.NotFound, "not_found: Verifiable credential not found");
    }

    public async Task<bool> DeleteCredentialAsync(HashRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindCredentialAsync(request.Hash, cancellationToken).ConfigureAwait(false) is not { } credential)
        {
            return false;
        }

        var claims = await _claims.FindAsync(ClaimRecord.OfCredential(credential.Key), cancellationToken).ConfigureAwait(false);
        return await DeleteAsync(
            _credentials,
            credential.Key,
            claims.Select(claim => _claims.DeleteChange(ClaimRecord.Kind.GetKey(claim))),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> SavePresentationAsync(SavePresentationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var view = new CredentialView(request.VerifiablePresentation);
        return await SaveAsync(batch => AddPresentationAsync(batch, view, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task<JsonElement> GetPresentationAsync(HashRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await _presentations.GetAsync(request.Hash, cancellationToken).ConfigureAwait(false) is { } found
            ? found.Value.Raw
            : throw new SutiException(DataErrorCodes.NotFound, "not_found: Verifiable presentation not found");
    }

    public async Task<bool> DeletePresentationAsync(HashRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await DeleteAsync(_presentations, request.Hash, [], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CredentialRecord?> FindCredentialAsync(string hash, CancellationToken cancellationToken) =>
        (await _credentials.FindAsync(RecordFilter.Equal(CredentialRecord.Kind["hash"], hash), cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    private async ValueTask<string> AddCredentialAsync(SaveBatch batch, CredentialView view, CancellationToken cancellationToken)
    {
        var credential = CredentialRecord.Of(view, clock.GetUtcNow());
        if (batch.Begin(credential.Hash))
        {
            batch.Add(new CredentialSaved(credential.Hash));
            if (batch.IsFirst || await FindCredentialAsync(credential.Hash, cancellationToken).ConfigureAwait(false) is null)
            {
                batch.Add(await _credentials.PutChangeAsync(credential, 0, cancellationToken).ConfigureAwait(false));
                foreach (var claim in ClaimRecord.Of(view, credential))
                {
                    batch.Add(await _claims.PutChangeAsync(claim, 0, cancellationToken).ConfigureAwait(false));
                }
            }
        }

        return credential.Hash;
    }

    private async ValueTask<string> AddPresentationAsync(SaveBatch batch, CredentialView view, CancellationToken cancellationToken)
    {
        var presentation = PresentationRecord.Of(view);
        if (batch.Begin(presentation.Hash))
        {
            foreach (var credential in view.Credentials)
            {
                await AddCredentialAsync(batch, new(credential), cancellationToken).ConfigureAwait(false);
            }

            batch.Add(await _presentations.PutChangeAsync(presentation, cancellationToken: cancellationToken).ConfigureAwait(false));
            batch.Add(new PresentationSaved(presentation.Hash));
        }

        return presentation.Hash;
    }

    private async ValueTask<bool> DeleteAsync<T>(
        RecordSet<T> set, string key, IEnumerable<RecordChange> others, CancellationToken cancellationToken)
        where T : class
    {
        if (await set.GetAsync(key, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return false;
        }

        await records.CommitAsync([.. others, set.DeleteChange(key, found.Version)], cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Gathers what to keep, and keeps it together.</summary>
    private async Task<T> SaveAsync<T>(Func<SaveBatch, ValueTask<T>> gather, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var batch = new SaveBatch { IsFirst = attempt == 1 };
            var result = await gather(batch).ConfigureAwait(false);
            try
            {
                await records.CommitAsync(batch.Changes, cancellationToken).ConfigureAwait(false);
            }
            catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict && attempt < MaxAttempts)
            {
                // One of the credentials is kept already: look which.
                continue;
            }

            foreach (var happened in batch.Events)
            {
                await events.PublishAsync(happened, cancellationToken).ConfigureAwait(false);
            }

            return result;
        }
    }
}
