// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>For whom and when a presentation is made.</summary>
public sealed record PresentOptions
{
    /// <summary>The options that are used when none are given: for anybody.</summary>
    public static PresentOptions Standard { get; } = new();

    /// <summary>The verifier's challenge.</summary>
    public string? Challenge { get; init; }

    /// <summary>The verifier's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>The verifiers it is for.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>From when it is valid, and when it is said to have been made.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Until when it is valid.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>JSON pointers to what may be left out of it, in formats with selective disclosure.</summary>
    public IReadOnlyList<string> Disclosable { get; init; } = [];

    /// <summary>Whether the header names the key.</summary>
    public bool NamesKey { get; init; } = true;

    /// <summary>The audience with the domain, each once.</summary>
    internal IReadOnlyList<string> AllAudience =>
        Domain is null ? Audience : [Domain, .. Audience.Where(name => name != Domain)];
}
