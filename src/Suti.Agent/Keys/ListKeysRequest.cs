// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Which keys to list.</summary>
public sealed record ListKeysRequest
{
    /// <summary>Only those of this key management system.</summary>
    public string? Kms { get; init; }

    /// <summary>Only those of this type.</summary>
    public string? Type { get; init; }
}
