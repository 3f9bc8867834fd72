// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A presentation to keep.</summary>
public sealed record SavePresentationRequest
{
    /// <summary>The presentation: an object, or a compact JWT.</summary>
    public required JsonElement VerifiablePresentation { get; init; }
}
