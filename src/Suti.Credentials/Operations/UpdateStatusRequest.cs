// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks to change the status of a credential.</summary>
public sealed record UpdateStatusRequest
{
    /// <summary>The credential: an object, or a string with a token.</summary>
    public required JsonElement Vc { get; init; }

    /// <summary>What to set.</summary>
    public StatusUpdateOptions? Options { get; init; }
}
