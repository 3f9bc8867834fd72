// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Asks in which formats a DID can issue.</summary>
public sealed record UsableFormatsRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }
}
