// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A credential, and the name it is kept under.</summary>
public sealed record FoundCredential
{
    /// <summary>The name: Veramo's hash.</summary>
    public required string Hash { get; init; }

    /// <summary>The credential.</summary>
    public required JsonElement VerifiableCredential { get; init; }
}
