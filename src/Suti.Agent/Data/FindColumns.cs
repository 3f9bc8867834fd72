// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Suti.Agent;

/// <summary>The columns of a kind by the names they have on the wire.</summary>
internal sealed class FindColumns
{
    private readonly FrozenDictionary<string, RecordColumn> _columns;
    private readonly FrozenDictionary<string, RecordColumn> _anyColumns;

    private FindColumns(RecordKind kind, (string Name, RecordColumn Column)[] columns, (string Name, RecordColumn Column)[] anyColumns)
    {
        Kind = kind;
        _columns = columns.ToFrozenDictionary(static entry => entry.Name, static entry => entry.Column, StringComparer.Ordinal);
        _anyColumns = anyColumns.ToFrozenDictionary(static entry => entry.Name, static entry => entry.Column, StringComparer.Ordinal);
    }

    public static FindColumns Identifiers { get; } = new(
        DidRecord.Kind,
        [("did", RecordColumn.Key), ("alias", DidRecord.Kind["alias"]), ("provider", DidRecord.Kind["provider"])],
        []);

    public static FindColumns Messages { get; } = new(
        MessageRecord.Kind,
        [
            ("from", MessageRecord.Kind["from"]),
            ("to", MessageRecord.Kind["to"]),
            ("id", RecordColumn.Key),
            ("createdAt", MessageRecord.Kind["created_at"]),
            ("expiresAt", MessageRecord.Kind["expires_at"]),
            ("threadId", MessageRecord.Kind["thread_id"]),
            ("type", MessageRecord.Kind["type"]),
            ("raw", MessageRecord.Kind["raw"]),
            ("replyTo", MessageRecord.Kind["reply_to"]),
            ("replyUrl", MessageRecord.Kind["reply_url"]),
        ],
        []);

    public static FindColumns Claims { get; } = new(
        ClaimRecord.Kind,
        [
            ("context", ClaimRecord.Kind["context"]),
            ("credentialType", ClaimRecord.Kind["credential_type"]),
            ("type", ClaimRecord.Kind["type"]),
            ("value", ClaimRecord.Kind["value"]),
            ("isObj", ClaimRecord.Kind["is_obj"]),
            ("id", ClaimRecord.Kind["id"]),
            ("issuer", ClaimRecord.Kind["issuer"]),
            ("subject", ClaimRecord.Kind["subject"]),
            ("expirationDate", ClaimRecord.Kind["expiration_date"]),
            ("issuanceDate", ClaimRecord.Kind["issuance_date"]),
        ],
        []);

    public static FindColumns Credentials { get; } = new(
        CredentialRecord.Kind,
        [
            ("context", CredentialRecord.Kind["context"]),
            ("type", CredentialRecord.Kind["type"]),
            ("id", CredentialRecord.Kind["id"]),
            ("issuer", CredentialRecord.Kind["issuer"]),
            ("subject", CredentialRecord.Kind["subject"]),
            ("expirationDate", CredentialRecord.Kind["expiration_date"]),
            ("issuanceDate", CredentialRecord.Kind["issuance_date"]),
            ("hash", CredentialRecord.Kind["hash"]),
        ],
        [("type", CredentialRecord.Kind["any_type"])]);

    public static FindColumns Presentations { get; } = new(
        PresentationRecord.Kind,
        [
            ("context", PresentationRecord.Kind["context"]),
            ("type", PresentationRecord.Kind["type"]),
            ("id", PresentationRecord.Kind["id"]),
            ("holder", PresentationRecord.Kind["holder"]),
            ("verifier", PresentationRecord.Kind["verifier"]),
            ("expirationDate", PresentationRecord.Kind["expiration_date"]),
            ("issuanceDate", PresentationRecord.Kind["issuance_date"]),
            ("hash", RecordColumn.Key),
        ],
        []);

    public RecordKind Kind { get; }

    /// <summary>The column of a name. Lists that are kept as one text have another column for <c>Any</c>.</summary>
    public RecordColumn Get(string name, bool forAny = false) =>
        (forAny && _anyColumns.TryGetValue(name, out var column)) || _columns.TryGetValue(name, out column)
            ? column
            : throw new SutiException(RecordErrorCodes.InvalidQuery, $"Invalid column name: {name}");
}
