// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A credential to keep.</summary>
public sealed record SaveCredentialRequest
{
    /// <summary>The credential: an object, or a compact JWT.</summary>
    public required JsonElement VerifiableCredential { get; init; }
}
