// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks for the status of a credential.</summary>
public sealed record CheckStatusRequest
{
    /// <summary>The credential: an object, or a string with a token.</summary>
    public required JsonElement Credential { get; init; }
}
