// SPDX-License-Identifier: Apache-2.0

using System.Data.Common;
using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Agent;

/// <summary>
/// Takes over what an agent of Veramo 7 kept in its SQL database: identifiers, keys, credentials, presentations and messages.
/// Importing again adds only what is new.
/// </summary>
public sealed class VeramoImport
{
    private const int BatchSize = 200;

    private readonly IAgent _agent;
    private readonly VeramoDatabase _database;
    private readonly List<string> _problems = [];

    private VeramoImport(IAgent agent, DbConnection connection)
    {
        _agent = agent;
        _database = new(connection);
    }

    /// <summary>Imports.</summary>
    /// <param name="agent">The agent that takes over.</param>
    /// <param name="connection">An open connection to the database, which is only read.</param>
    /// <param name="secretKey">The 32 bytes of the secret box that sealed the private keys; empty when none did.</param>
    /// <param name="cancellationToken">Ends the import between two records. What came over by then stays.</param>
    /// <exception cref="SutiException">
    /// It is no such database (<see cref="VeramoErrorCodes.UnknownDatabase"/>), or the secret key is not the right one
    /// (<see cref="VeramoErrorCodes.WrongSecretKey"/>).
    /// </exception>
    public static async Task<VeramoImportResult> RunAsync(
        IAgent agent, DbConnection connection, ReadOnlyMemory<byte> secretKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(connection);
        if (secretKey.Length is not (0 or 32))
        {
            throw new ArgumentException("The secret key of a secret box has 32 bytes.", nameof(secretKey));
        }

        var import = new VeramoImport(agent, connection);
        await import._database.CheckAsync(cancellationToken).ConfigureAwait(false);

        // Every private key is opened before anything is written: a wrong secret key leaves nothing half done.
        var privateKeys = await VeramoPrivateKeys.ReadAsync(import._database, secretKey, cancellationToken).ConfigureAwait(false);
        var keys = await import.ReadKeysAsync(privateKeys, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Keys = await import.ImportKeysAsync(keys, cancellationToken).ConfigureAwait(false),
            Identifiers = await import.ImportIdentifiersAsync(keys, cancellationToken).ConfigureAwait(false),
            Credentials = await import.ImportCredentialsAsync(cancellationToken).ConfigureAwait(false),
            Presentations = await import.ImportPresentationsAsync(cancellationToken).ConfigureAwait(false),
            Messages = await import.ImportMessagesAsync(cancellationToken).ConfigureAwait(false),
            Problems = import._problems,
        };
    }

    private static JsonElement? ParseOrNull(string? json) =>
        json is not null && StrictJson.TryParseElement(Encoding.UTF8.GetBytes(json), out var element) && element.ValueKind != JsonValueKind.Null
            ? element
            : null;

    private static JsonElement ParseRaw(string raw) => ParseOrNull(raw) ?? JsonSerializer.SerializeToElement(raw, AgentJson.Default.String);

    private async ValueTask<List<(string? Did, ImportKeyRequest Key)>> ReadKeysAsync(
        VeramoPrivateKeys privateKeys, CancellationToken cancellationToken)
    {
        var keys = new List<(string? Did, ImportKeyRequest Key)>();
        await foreach (var row in _database.ReadAsync("SELECT kid, kms, type, meta, \"identifierDid\" FROM \"key\" ORDER BY kid", cancellationToken).ConfigureAwait(false))
        {
            var keyId = row.Text("kid");
            if (privateKeys.Find(keyId) is not { } privateKey)
            {
                _problems.Add($"key {keyId}: its private key is not in the database (key management system \"{row.Text("kms")}\")");
                continue;
            }

            var meta = ParseOrNull(row.TextOrNull("meta"));
            keys.Add((row.TextOrNull("identifierDid"), new()
            {
                Kid = keyId,
                Type = row.Text("type"),
                PrivateKeyHex = privateKey,
                Meta = meta is { ValueKind: JsonValueKind.Object } ? meta : null,
            }));
        }

        return keys;
    }

    private async ValueTask<int> ImportKeysAsync(List<(string? Did, ImportKeyRequest Key)> keys, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var (_, key) in keys)
        {
            count += await TryAsync($"key {key.Kid}", () => _agent.Keys.ImportAsync(key, cancellationToken)).ConfigureAwait(false) ? 1 : 0;
        }

        return count;
    }

    private async ValueTask<int> ImportIdentifiersAsync(List<(string? Did, ImportKeyRequest Key)> keys, CancellationToken cancellationToken)
    {
        var services = new List<(string Did, JsonElement Service)>();
        await foreach (var row in _database.ReadAsync("SELECT id, type, \"serviceEndpoint\", \"identifierDid\" FROM \"service\"", cancellationToken).ConfigureAwait(false))
        {
            if (row.TextOrNull("identifierDid") is { } did)
            {
                services.Add((did, VeramoServices.ToJson(row)));
            }
        }

        var identifiers = new List<ImportDidRequest>();
        const string Managed = "SELECT did, provider, alias, \"controllerKeyId\" FROM identifier WHERE provider IS NOT NULL ORDER BY did";
        await foreach (var row in _database.ReadAsync(Managed, cancellationToken).ConfigureAwait(false))
        {
            var did = row.Text("did");
            identifiers.Add(new()
            {
                Did = did,
                Provider = row.Text("provider"),
                Alias = row.TextOrNull("alias"),
                ControllerKeyId = row.TextOrNull("controllerKeyId"),
                Keys = [.. keys.Where(key => key.Did == did).Select(static key => key.Key)],
                Services = [.. services.Where(service => service.Did == did).Select(static service => service.Service)],
            });
        }

        var count = 0;
        foreach (var identifier in identifiers)
        {
            count += await TryAsync(
                $"identifier {identifier.Did}", () => ImportIdentifierAsync(identifier, cancellationToken)).ConfigureAwait(false) ? 1 : 0;
        }

        return count;
    }

    private async Task ImportIdentifierAsync(ImportDidRequest identifier, CancellationToken cancellationToken)
    {
        try
        {
            await _agent.Dids.ImportAsync(identifier, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (exception.Code == ManagedDidErrorCodes.Exists)
        {
            // From an import before this one, unless the alias is another DID's.
            await _agent.Dids.GetAsync(new() { Did = identifier.Did }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<int> ImportCredentialsAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        var batch = new List<(string Hash, JsonElement Raw)>(BatchSize);
        await foreach (var row in _database.ReadAsync("SELECT hash, raw FROM credential ORDER BY hash", cancellationToken).ConfigureAwait(false))
        {
            batch.Add((row.Text("hash"), ParseRaw(row.Text("raw"))));
            if (batch.Count == BatchSize)
            {
                count += await SaveAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }

        return count + await SaveAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<int> SaveAsync(List<(string Hash, JsonElement Raw)> batch, CancellationToken cancellationToken)
    {
        var count = 0;
        var together = batch.Count > 1 && await TrySaveTogetherAsync(batch, cancellationToken).ConfigureAwait(false);
        foreach (var (hash, raw) in together ? [] : batch)
        {
            count += await TryAsync($"credential {hash}", async () =>
            {
                var kept = await _agent.Data.SaveCredentialAsync(new() { VerifiableCredential = raw }, cancellationToken).ConfigureAwait(false);
                NoteHash("credential", hash, kept);
            }).ConfigureAwait(false) ? 1 : 0;
        }

        count += together ? batch.Count : 0;
        batch.Clear();
        return count;
    }

    /// <summary>Saves a batch at once. When one credential is refused they are saved one by one, to tell which.</summary>
    private async ValueTask<bool> TrySaveTogetherAsync(List<(string Hash, JsonElement Raw)> batch, CancellationToken cancellationToken)
    {
        string[] kept;
        try
        {
            kept = await _agent.Data.SaveCredentialsAsync(
                new() { VerifiableCredentials = [.. batch.Select(static item => item.Raw)] }, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (exception.Code == AgentErrorCodes.InvalidArgument)
        {
            return false;
        }

        for (var index = 0; index < kept.Length; index++)
        {
            NoteHash("credential", batch[index].Hash, kept[index]);
        }

        return true;
    }

    private async ValueTask<int> ImportPresentationsAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var row in _database.ReadAsync("SELECT hash, raw FROM presentation ORDER BY hash", cancellationToken).ConfigureAwait(false))
        {
            var (hash, raw) = (row.Text("hash"), ParseRaw(row.Text("raw")));
            count += await TryAsync($"presentation {hash}", async () =>
            {
                var kept = await _agent.Data.SavePresentationAsync(new() { VerifiablePresentation = raw }, cancellationToken).ConfigureAwait(false);
                NoteHash("presentation", hash, kept);
            }).ConfigureAwait(false) ? 1 : 0;
        }

        return count;
    }

    private async ValueTask<int> ImportMessagesAsync(CancellationToken cancellationToken)
    {
        var credentials = await _database.ReadLookupAsync(
            "SELECT l.\"messageId\" AS key, c.raw AS value FROM message_credentials_credential l JOIN credential c ON c.hash = l.\"credentialHash\" ORDER BY c.hash",
            cancellationToken).ConfigureAwait(false);
        var presentations = await _database.ReadLookupAsync(
            "SELECT l.\"messageId\" AS key, p.raw AS value FROM message_presentations_presentation l JOIN presentation p ON p.hash = l.\"presentationHash\" ORDER BY p.hash",
            cancellationToken).ConfigureAwait(false);
        var count = 0;
        await foreach (var row in _database.ReadAsync("SELECT * FROM message ORDER BY id", cancellationToken).ConfigureAwait(false))
        {
            var message = VeramoMessages.Read(row, credentials, presentations, ParseOrNull, ParseRaw);
            count += await TryAsync(
                $"message {message.Id}", () => _agent.Data.SaveMessageAsync(new() { Message = message }, cancellationToken)).ConfigureAwait(false) ? 1 : 0;
        }

        return count;
    }

    private void NoteHash(string what, string theirs, string ours)
    {
        if (theirs != ours)
        {
            _problems.Add($"{what} {theirs}: it is kept here under the hash {ours}");
        }
    }

    private async ValueTask<bool> TryAsync(string what, Func<Task> import)
    {
        try
        {
            await import().ConfigureAwait(false);
            return true;
        }
        catch (SutiException exception) when (exception.Code != RecordErrorCodes.StoreUnavailable)
        {
            _problems.Add($"{what}: {exception.Message}");
            return false;
        }
    }
}
