// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>A token that was used, for as long as it could be used again.</summary>
internal sealed record UsedToken
{
    public static readonly RecordKind<UsedToken> Kind =
        new RecordKind<UsedToken>("used_token", AspNetCoreJson.Default.UsedToken, token => token.Key).WithTime("until", token => token.Until);

    /// <summary>The hash of issuer and id.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset Until { get; init; }
}
