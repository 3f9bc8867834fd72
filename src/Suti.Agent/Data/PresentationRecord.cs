// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A presentation as the agent keeps it.</summary>
internal sealed record PresentationRecord
{
    public static readonly RecordKind<PresentationRecord> Kind =
        new RecordKind<PresentationRecord>("presentation", AgentJson.Default.PresentationRecord, presentation => presentation.Hash)
            .WithText("id", presentation => presentation.Id)
            .WithText("holder", presentation => presentation.Holder)
            .WithTexts("verifier", presentation => presentation.Verifiers)
            .WithText("type", presentation => string.Join(',', presentation.Types))
            .WithText("context", presentation => string.Join(',', presentation.Contexts))
            .WithTime("issuance_date", presentation => presentation.IssuanceDate)
            .WithTime("expiration_date", presentation => presentation.ExpirationDate);

    public required string Hash { get; init; }

    public required JsonElement Raw { get; init; }

    public string? Id { get; init; }

    public string? Holder { get; init; }

    public IReadOnlyList<string> Verifiers { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];

    public IReadOnlyList<string> Contexts { get; init; } = [];

    public DateTimeOffset? IssuanceDate { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public static PresentationRecord Of(CredentialView view) => new()
    {
        Hash = view.Hash,
        Raw = view.Raw,
        Id = view.Id,
        Holder = view.Holder,
        Verifiers = view.Verifiers,
        Types = view.Types,
        Contexts = view.Contexts,
        IssuanceDate = view.IssuanceDate,
        ExpirationDate = view.ExpirationDate,
    };
}
