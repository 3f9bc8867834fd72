// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A status as it was set.</summary>
public sealed record StatusUpdateResult
{
    /// <summary>The list, to be published anew.</summary>
    public required string StatusListCredential { get; init; }

    /// <summary>The place of the credential.</summary>
    public required int StatusListIndex { get; init; }

    /// <summary>The value.</summary>
    public required int Value { get; init; }
}
