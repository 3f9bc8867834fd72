// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Credentials;

/// <summary>
/// A Multi Network Identifier of uPort: an Ethereum address with the network it is on, and a checksum. The identifiers that came
/// before did:ethr.
/// </summary>
public sealed record Mnid
{
    private const byte Version = 1;
    private const int ChecksumSize = 4;
    private const int MaxNetworkSize = 32;

    /// <summary>Takes a network and an address.</summary>
    /// <param name="network">The network: the bytes of its number, or the first bytes of its genesis hash, without leading zeros.</param>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentException">The network is empty or too long.</exception>
    public Mnid(ReadOnlySpan<byte> network, Address address)
    {
        if (network.Length is 0 or > MaxNetworkSize)
        {
            throw new ArgumentException("The network is empty or too long.", nameof(network));
        }

        Network = "0x" + (Hex.Encode(network).TrimStart('0') is { Length: > 0 } digits ? digits : "0");
        Address = address;
        NetworkBytes = network.ToArray();
    }

    /// <summary>The network as a hexadecimal number.</summary>
    public string Network { get; }

    /// <summary>The address.</summary>
    public Address Address { get; }

    private byte[] NetworkBytes { get; }

    /// <summary>Reads an identifier that may come from anywhere; its checksum must be right.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Mnid? mnid)
    {
        mnid = null;
        if (text is null || text.Length > 100 || !Base58.TryDecode(text, out var bytes) || !HasShape(bytes))
        {
            return false;
        }

        var content = bytes.AsSpan(0, bytes.Length - ChecksumSize);
        if (!Checksum(content).AsSpan(0, ChecksumSize).SequenceEqual(bytes.AsSpan(content.Length)) || content.Length - 1 - Address.Size > MaxNetworkSize)
        {
            return false;
        }

        mnid = new Mnid(content[1..^Address.Size], new Address(content[^Address.Size..]));
        return true;
    }

    /// <summary>Whether a text has the shape of an identifier; the checksum is not looked at.</summary>
    public static bool LooksLikeOne(string? text) =>
        text is { Length: > 0 and <= 100 } && Base58.TryDecode(text, out var bytes) && HasShape(bytes);

    /// <summary>The identifier.</summary>
    public override string ToString()
    {
        byte[] content = [Version, .. NetworkBytes, .. Address.ToBytes()];
        return Base58.Encode([.. content, .. Checksum(content).AsSpan(0, ChecksumSize)]);
    }

    private static bool HasShape(byte[] bytes) => bytes.Length > 1 + Address.Size + ChecksumSize - 1 && bytes[0] == Version;

    private static byte[] Checksum(ReadOnlySpan<byte> content) => HashFunction.Sha3_256.Hash(content);
}
