// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A credential as the agent keeps it.</summary>
internal sealed record CredentialRecord
{
    public static readonly RecordKind<CredentialRecord> Kind =
        new RecordKind<CredentialRecord>("credential", AgentJson.Default.CredentialRecord, credential => credential.Hash)
            .WithText("id", credential => credential.Id)
            .WithText("issuer", credential => credential.Issuer)
            .WithText("subject", credential => credential.Subject)
            .WithText("type", credential => string.Join(',', credential.Types))
            .WithText("context", credential => string.Join(',', credential.Contexts), isIndexed: false)
            .WithTime("issuance_date", credential => credential.IssuanceDate)
            .WithTime("expiration_date", credential => credential.ExpirationDate)
            .WithTexts("any_type", credential => credential.Types);

    public required string Hash { get; init; }

    public required JsonElement Raw { get; init; }

    public string? Id { get; init; }

    public string? Issuer { get; init; }

    public string? Subject { get; init; }

    public IReadOnlyList<string> Types { get; init; } = [];

    public IReadOnlyList<string> Contexts { get; init; } = [];

    public DateTimeOffset? IssuanceDate { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public static CredentialRecord Of(CredentialView view) => new()
    {
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
}
