// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A claim of a credential, with what it is found by.</summary>
internal sealed record ClaimRecord
{
    public static readonly RecordKind<ClaimRecord> Kind =
        new RecordKind<ClaimRecord>("claim", AgentJson.Default.ClaimRecord, claim => claim.Key)
            .WithText("hash", claim => claim.Hash)
            .WithText("id", claim => claim.Id, isIndexed: false)
            .WithText("issuer", claim => claim.Issuer)
            .WithText("subject", claim => claim.Subject)
            .WithText("type", claim => claim.Type)
            .WithText("value", claim => claim.Value)
            .WithInteger("is_obj", claim => claim.IsObj ? 1 : 0, isIndexed: false)
            .WithText("credential_type", claim => claim.CredentialType, isIndexed: false)
            .WithText("context", claim => claim.Context, isIndexed: false)
            .WithTime("issuance_date", claim => claim.IssuanceDate, isIndexed: false)
            .WithTime("expiration_date", claim => claim.ExpirationDate, isIndexed: false);

    /// <summary>
    /// Its place in time, for stores whose indexes grow best at one end; a credential that is kept once has each claim once.
    /// </summary>
    public required string Key { get; init; }

    public required string Hash { get; init; }

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

    /// <param name="view">The credential.</param>
    /// <param name="now">When it is kept.</param>
    public static IEnumerable<ClaimRecord> Of(CredentialView view, DateTimeOffset now)
    {
        var key = Guid.CreateVersion7(now).ToString("N");
        var (hash, id, issuer, subject) = (view.Hash, view.Id, view.Issuer, view.Subject);
        var (type, context) = (string.Join(',', view.Types), string.Join(',', view.Contexts));
        var (issued, expires) = (view.IssuanceDate, view.ExpirationDate);
        return view.Claims.Select((claim, index) => new ClaimRecord
        {
            Key = $"{key}#{index:D4}",
            Hash = hash,
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
