// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>An answer to a presentation definition, or why there is none.</summary>
public sealed record ExchangePresentResult
{
    /// <summary>Whether the definition can be answered.</summary>
    public required bool Satisfied { get; init; }

    /// <summary>The presentations to send, each a token or an object; empty when there is no answer.</summary>
    [Description("The presentations to send, each a token or an object; an SD-JWT VC is one by itself. Empty when there is no answer.")]
    public required IReadOnlyList<JsonElement> Presentations { get; init; }

    /// <summary>Where the credentials stand in them; null when there is no answer.</summary>
    [Description("Where the credentials stand in the presentations: send it with them.")]
    public PresentationSubmission? PresentationSubmission { get; init; }

    /// <summary>What is missing; null when nothing is.</summary>
    [Description("Why there is no answer, by the id of the input descriptor; absent when there is one.")]
    public IReadOnlyDictionary<string, string>? Reasons { get; init; }
}
