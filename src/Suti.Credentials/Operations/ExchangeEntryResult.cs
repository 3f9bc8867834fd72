// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>What an answer has for an input descriptor.</summary>
public sealed record ExchangeEntryResult
{
    /// <summary>The id of the input descriptor.</summary>
    public required string Id { get; init; }

    /// <summary>The credential, verified; null when it does not fit.</summary>
    public JsonElement? VerifiableCredential { get; init; }

    /// <summary>What it says; null when it does not fit.</summary>
    [Description("What the credential says, without its proof.")]
    public JsonElement? Claims { get; init; }

    /// <summary>Why it does not fit; null when it does.</summary>
    [Description("Why it does not fit; absent when it does.")]
    public string? Reason { get; init; }
}
