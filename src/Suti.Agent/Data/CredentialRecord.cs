// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Credentials;

namespace Suti.Agent;

/// <summary>A credential as the agent keeps it.</summary>
internal sealed record CredentialRecord
{
    public static readonly RecordKind<CredentialRecord> Kind =
        new RecordKind<CredentialRecord>("credential", AgentJson.Default.CredentialRecord, credential => credential.Key, version: 2)
            .WithUniqueText("hash", credential => credential.Hash)
            .WithText("id", credential => credential.Id)
            .WithText("issuer", credential => credential.Issuer)
            .WithText("subject", credential => credential.Subject)
            .WithText("type", credential => string.Join(',', credential.Types), isIndexed: false)
            .WithText("context", credential => string.Join(',', credential.Contexts), isIndexed: false)
            .WithTime("issuance_date", credential => credential.IssuanceDate)
            .WithTime("expiration_date", credential => credential.ExpirationDate)
            .WithTexts("any_type", credential => credential.Types)

            // It was the hash, and for those that were kept by then it still is.
            .WithMigration(1, json =>
            {
                json["key"] = json["hash"]?.DeepClone();
                return json;
            });

    /// <summary>
    /// When it was kept, as a text: where keys grow, so do the indexes that end with them, at one end instead of everywhere.
    /// </summary>
    public required string Key { get; init; }

    public required string Hash { get; init; }

    public required JsonElement Raw { get; init; }

    public string? Id { get; init; }

    public string? Issuer { get; init; }

    public string? Subject { get; init; }

    public IReadOnlyList<string> Types { get; init; } = [];

    public IReadOnlyList<string> Contexts { get; init; } = [];

    public DateTimeOffset? IssuanceDate { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public static CredentialRecord Of(CredentialView view, DateTimeOffset now) => new()
    {
        Key = Guid.CreateVersion7(now).ToString("N"),
        Hash = view.Hash,
        Raw = view.Raw,
        Id = view.Id,
        Issuer = view.Issuer,
        Subject = view.Subject,
        Types = view.Types,
        Contexts = view.Contexts,
        IssuanceDate = view.IssuanceDate,
        ExpirationDate = view.ExpirationDate,
    };

    public FoundCredential ToFound() => new() { Hash = Hash, VerifiableCredential = Raw };
}
