// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Asks for a presentation with what somebody says of themselves.</summary>
public sealed record CreateProfileRequest
{
    /// <summary>The DID, one of this agent.</summary>
    public required string Holder { get; init; }

    /// <summary>Who it is for; the holder when absent.</summary>
    public string? Verifier { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>Where there is a picture.</summary>
    public string? Picture { get; init; }

    /// <summary>Where there is more to read.</summary>
    public string? Url { get; init; }

    /// <summary>Whether to keep it.</summary>
    public bool Save { get; init; }

    /// <summary>Whether to send it to the verifier.</summary>
    public bool Send { get; init; }
}
