// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Which DIDs to find.</summary>
public sealed record FindDidsRequest
{
    /// <summary>Only the one with this alias.</summary>
    public string? Alias { get; init; }

    /// <summary>Only those of this provider.</summary>
    public string? Provider { get; init; }
}
