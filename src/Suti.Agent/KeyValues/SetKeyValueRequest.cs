// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Agent;

/// <summary>A value to keep.</summary>
public sealed record SetKeyValueRequest
{
    /// <summary>The name.</summary>
    public required string Key { get; init; }

    /// <summary>The value, any JSON.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>How long it lives, in milliseconds; null for ever.</summary>
    [Description("How long it lives, in milliseconds; for ever when absent.")]
    public long? Ttl { get; init; }
}
