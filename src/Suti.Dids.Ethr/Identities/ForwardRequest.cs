// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Asks that an identity makes a call.</summary>
public sealed record ForwardRequest
{
    /// <summary>The network, by its name; that of a DID in the request when absent, else the first one.</summary>
    public string? Network { get; init; }

    /// <summary>The identity: its address, or its DID.</summary>
    public required string Identity { get; init; }

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

    /// <summary>The key of the agent that acts.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key whose account pays, by the relay; that of the acting key when absent.</summary>
    public string? PayerKeyId { get; init; }
}
