// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks for an answer to a presentation definition, out of what the agent keeps.</summary>
public sealed record ExchangePresentRequest
{
    /// <summary>The definition.</summary>
    [Description("The presentation definition (DIF Presentation Exchange 2.0 or 2.1), or an object with the member presentation_definition.")]
    public required JsonElement Definition { get; init; }

    /// <summary>The DID of this agent that shows the credentials.</summary>
    public required string Holder { get; init; }

    /// <summary>The verifier's challenge or nonce.</summary>
    [Description("The verifier's challenge or nonce.")]
    public string? Challenge { get; init; }

    /// <summary>Who the verifier is.</summary>
    [Description("Who the verifier is: the audience of the answer.")]
    public string? Domain { get; init; }

    /// <summary>The hashes of the credentials to show, by input descriptor; the first that fits when absent.</summary>
    [Description("The hashes of the credentials to show, by the id of the input descriptor. Where there is none, the first that fits is shown.")]
    public IReadOnlyDictionary<string, string>? Choice { get; init; }
}
