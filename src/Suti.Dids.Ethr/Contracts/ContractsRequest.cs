// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Names a network.</summary>
public sealed record ContractsRequest
{
    /// <summary>The network, by its name; the first one when absent.</summary>
    public string? Network { get; init; }
}
