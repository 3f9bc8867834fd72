// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>The signing input of a JWT.</summary>
public sealed record SignJwtRequest
{
    /// <summary>The id of the key.</summary>
    public required string Kid { get; init; }

    /// <summary>The signing input: a text, or bytes as JavaScript writes them (a list or an object of numbers).</summary>
    public required JsonElement Data { get; init; }
}
