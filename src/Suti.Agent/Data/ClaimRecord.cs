// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Serialization;

namespace Suti.Agent;

/// <summary>A claim of a credential, with what it is found by.</summary>
internal sealed record ClaimRecord
{
    public static readonly RecordKind<ClaimRecord> Kind =
        new RecordKind<ClaimRecord>("claim", AgentJson.Default.ClaimRecord, claim => claim.Key, version: 2)
            .WithText("id", claim => claim.Id, isIndexed: false)
            .WithText("issuer", claim => claim.Issuer)
            .WithText("subject", claim => claim.Subject)
            .WithText("type", claim => claim.Type)
            .WithText("value", claim => claim.Value)
            .WithInteger("is_obj", claim => claim.IsObj ? 1 : 0, isIndexed: false)
            .WithText("credential_type", claim => claim.CredentialType, isIndexed: false)
            .WithText("context", claim => claim.Context, isIndexed: false)
            .WithTime("issuance_date", claim => claim.IssuanceDate, isIndexed: false)
            .WithTime("expiration_date", claim => claim.ExpirationDate, isIndexed: false)

            // The key of a credential was its hash then.
            .WithMigration(1, static json =>
            {
                json["key"] = KeyOf((string)json["hash"]!, (int)json["index"]!);
                return json;
            });

    /// <summary>The key of the credential, and the number of the claim in it.</summary>
    public required string Key { get; init; }

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

    /// <summary>The key of its credential.</summary>
    [JsonIgnore]
    public string CredentialKey => Key[..Key.LastIndexOf('#')];

    /// <summary>The claims of a credential that is kept.</summary>
    public static RecordFilter OfCredential(string key) => RecordFilter.Between(RecordColumn.Key, RecordValue.Of(KeyOf(key, 0)), RecordValue.Of(key + "#~"));

    /// <param name="view">The credential.</param>
    /// <param name="credential">As it is kept.</param>
    public static IEnumerable<ClaimRecord> Of(CredentialView view, CredentialRecord credential)
    {
        var (type, context) = (string.Join(',', credential.Types), string.Join(',', credential.Contexts));
        return view.Claims.Select((claim, index) => new ClaimRecord
        {
            Key = KeyOf(credential.Key, index),
            Type = claim.Type,
            Value = claim.Value,
            IsObj = claim.IsObject,
            Id = credential.Id,
            Issuer = credential.Issuer,
            Subject = credential.Subject,
            CredentialType = type,
            Context = context,
            IssuanceDate = credential.IssuanceDate,
            ExpirationDate = credential.ExpirationDate,
        });
    }

    private static string KeyOf(string credentialKey, int index) => string.Create(CultureInfo.InvariantCulture, $"{credentialKey}#{index:D4}");
}
