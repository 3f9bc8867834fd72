// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>How a new COSE message is made.</summary>
public sealed record CoseOptions
{
    internal static CoseOptions Standard { get; } = new();

    /// <summary>Parameters of the protected header; the algorithm is added.</summary>
    public CoseMap? Protected { get; init; }

    /// <summary>Parameters of the unprotected header.</summary>
    public CoseMap? Unprotected { get; init; }

    /// <summary>Data that both sides know and that is signed or authenticated with the message (<c>external_aad</c>).</summary>
    public ReadOnlyMemory<byte> ExternalData { get; init; }

    /// <summary>Whether the content travels elsewhere.</summary>
    public bool Detached { get; init; }

    /// <summary>Whether the message begins with the CBOR tag of its kind.</summary>
    public bool Tagged { get; init; } = true;
}
