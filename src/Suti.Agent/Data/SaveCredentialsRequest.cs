// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>Credentials to keep together.</summary>
public sealed record SaveCredentialsRequest
{
    /// <summary>The credentials: objects, or compact JWTs.</summary>
    public required IReadOnlyList<JsonElement> VerifiableCredentials { get; init; }
}
