// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>A call that an identity makes.</summary>
public sealed record IdentityCall
{
    /// <summary>Who is called: an address or a DID.</summary>
    public required string To { get; init; }

    /// <summary>The wei of the identity that go with it, as a decimal number; none when absent.</summary>
    public string? Value { get; init; }

    /// <summary>The input in hexadecimal after 0x; none when absent.</summary>
    public string? Data { get; init; }

    /// <summary>The function that is called, in place of data: function greet(string name).</summary>
    public string? Function { get; init; }

    /// <summary>The arguments of the function: numbers, truth values, addresses and texts as they are, bytes in hexadecimal.</summary>
    public string[]? Arguments { get; init; }
}
