// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>What to decrypt, and with which key.</summary>
public sealed record DecryptJweRequest
{
    /// <summary>The id of the recipient's key.</summary>
    public required string Kid { get; init; }

    /// <summary>The JWE in JSON.</summary>
    public required string Data { get; init; }
}
