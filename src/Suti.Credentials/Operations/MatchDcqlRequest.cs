// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks which credentials of this agent answer a query.</summary>
public sealed record MatchDcqlRequest
{
    /// <summary>The query, as OpenID4VP writes it.</summary>
    [Description("The query, as OpenID4VP 1.0 writes dcql_query.")]
    public required JsonElement Query { get; init; }

    /// <summary>How many are wanted of each credential at most; 100 when absent.</summary>
    [Description("How many are wanted of each credential at most; 100 when absent.")]
    public int? MaxMatches { get; init; }
}
