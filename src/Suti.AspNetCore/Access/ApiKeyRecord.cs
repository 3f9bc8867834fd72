// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>An API key as it is kept: never the token, only its hash.</summary>
internal sealed record ApiKeyRecord
{
    public static readonly RecordKind<ApiKeyRecord> Kind =
        new RecordKind<ApiKeyRecord>("api_key", AspNetCoreJson.Default.ApiKeyRecord, key => key.Id).WithText("name", key => key.Name);

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required byte[] TokenHash { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string Space { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Expires { get; init; }
}
