// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>What became of a change.</summary>
public sealed record DidChangeResult
{
    /// <summary>Always true: what fails is an error.</summary>
    public bool Success { get; init; } = true;
}
