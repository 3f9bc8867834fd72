// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Names a credential or presentation by its hash.</summary>
public sealed record HashRequest
{
    /// <summary>The hash.</summary>
    public required string Hash { get; init; }
}
