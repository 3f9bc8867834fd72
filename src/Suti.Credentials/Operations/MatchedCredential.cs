// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A kept credential that fits what was asked for.</summary>
public sealed record MatchedCredential
{
    /// <summary>The name it is kept under.</summary>
    public required string Hash { get; init; }

    /// <summary>Its format.</summary>
    public required string Format { get; init; }

    /// <summary>The credential.</summary>
    public required JsonElement VerifiableCredential { get; init; }

    /// <summary>JSON pointers to the claims that were asked for.</summary>
    [Description("JSON pointers to the claims that were asked for: what to disclose, and no more.")]
    public required IReadOnlyList<string> Claims { get; init; }
}
