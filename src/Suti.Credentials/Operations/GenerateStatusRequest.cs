// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Asks for the entry of a new credential.</summary>
public sealed record GenerateStatusRequest
{
    /// <summary>The kind of status: <c>BitstringStatusListEntry</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The list to take a place in.</summary>
    public required string StatusListCredential { get; init; }
}
