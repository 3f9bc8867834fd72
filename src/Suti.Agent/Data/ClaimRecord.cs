// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A claim of a credential, with what it is found by.</summary>
internal sealed record ClaimRecord
{
    public static readonly RecordKind<ClaimRecord> Kind =
        new RecordKind<ClaimRecord>("claim", AgentJson.Default.ClaimRecord, claim => $"{claim.Hash}#{claim.Index:D4}")
            .WithText("hash", claim => claim.Hash)
            .WithText("id", claim => claim.Id)
            .WithText("issuer", claim => claim.Issuer)
            .WithText("subject", claim => claim.Subject)
            .WithText("type", claim => claim.Type)
            .WithText("value", claim => claim.Value)
            .WithInteger("is_obj", claim => claim.IsObj ? 1 : 0)
            .WithText("credential_type", claim => claim.CredentialType)
            .WithText("context", claim => claim.Context)
            .WithTime("issuance_date", claim => claim.IssuanceDate)
            .WithTime("expiration_date", claim => claim.ExpirationDate);

    public required string Hash { get; init; }

    public required int Index { get; init; }

    public required string Type { get; init; }

    public string? Value { get; init; }

    public bool IsObj { get; init; }

    public string? Id { get; init; }

    public string? Issuer { get; init; }

    public string? Subject { get; init; }

    public string? CredentialType { get; init; }

    public string? Context { get; init; }

    public DateTimeOffset? IssuanceDate { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public static IEnumerable<ClaimRecord> Of(CredentialView view)
    {
        var (hash, id, issuer, subject) = (view.Hash, view.Id, view.Issuer, view.Subject);
        var (type, context) = (string.Join(',', view.Types), string.Join(',', view.Contexts));
        var (issued, expires) = (view.IssuanceDate, view.ExpirationDate);
        return view.Claims.Select((claim, index) => new ClaimRecord
        {
            Hash = hash,
            Index = index,
            Type = claim.Type,
            Value = claim.Value,
            IsObj = claim.IsObject,
            Id = id,
            Issuer = issuer,
            Subject = subject,
            CredentialType = type,
            Context = context,
            IssuanceDate = issued,
            ExpirationDate = expires,
        });
    }
}
