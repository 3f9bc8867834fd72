// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>A new API key with its token, which nobody can read again.</summary>
public sealed record CreatedApiKey
{
    /// <summary>The key.</summary>
    public required ApiKey Key { get; init; }

    /// <summary>The token that callers send: <c>Authorization: Bearer suti_...</c></summary>
    public required string Token { get; init; }

    /// <summary>The key without its token.</summary>
    public override string ToString() => Key.ToString();
}
