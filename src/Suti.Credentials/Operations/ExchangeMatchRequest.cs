// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks which credentials of this agent answer a presentation definition.</summary>
public sealed record ExchangeMatchRequest
{
    /// <summary>The definition.</summary>
    [Description("The presentation definition (DIF Presentation Exchange 2.0 or 2.1), or an object with the member presentation_definition.")]
    public required JsonElement Definition { get; init; }

    /// <summary>The DIDs of the one who will show the credentials; everything kept is taken for theirs when absent.</summary>
    [Description("The DIDs of the one who will show the credentials; everything kept is taken for theirs when absent.")]
    public IReadOnlyList<string>? Holders { get; init; }

    /// <summary>How many are wanted of each input descriptor at most; 100 when absent.</summary>
    [Description("How many are wanted of each input descriptor at most; 100 when absent.")]
    public int? MaxMatches { get; init; }
}
