// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Suti.Ethereum;

/// <summary>The digests of signed data that are no transactions (EIP-191).</summary>
public static class Eip191
{
    private const int MaxPrefix = 26 + 10;

    /// <summary>The digest of a message as <c>personal_sign</c> and <c>eth_sign</c> make it (version 0x45).</summary>
    public static byte[] HashMessage(ReadOnlySpan<byte> message)
    {
        var digest = new byte[Keccak.Size];
        HashMessage(message, digest);
        return digest;
    }

    /// <summary>The digest of a text, in UTF-8.</summary>
    public static byte[] HashMessage(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return HashMessage(Encoding.UTF8.GetBytes(message));
    }

    /// <summary>Writes the digest of a message into 32 bytes.</summary>
    /// <exception cref="ArgumentException">The destination has not exactly 32 bytes.</exception>
    public static void HashMessage(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        var prefix = "\u0019Ethereum Signed Message:\n"u8;
        using var buffer = new Scratch(message.Length + MaxPrefix, stackalloc byte[256]);
        var input = buffer.Span;
        prefix.CopyTo(input);
        message.Length.TryFormat(input[prefix.Length..], out var digits, default, CultureInfo.InvariantCulture);
        message.CopyTo(input[(prefix.Length + digits)..]);
        Keccak.Hash(input[..(prefix.Length + digits + message.Length)], digest);
    }

    /// <summary>The digest of data for the contract that will check it (version 0x00).</summary>
    public static byte[] HashForValidator(Address validator, ReadOnlySpan<byte> data)
    {
        using var buffer = new Scratch(2 + Address.Size + data.Length, stackalloc byte[256]);
        var input = buffer.Span;
        input[0] = 0x19;
        input[1] = 0x00;
        validator.WriteBytes(input[2..]);
        data.CopyTo(input[(2 + Address.Size)..]);
        return Keccak.Hash(input);
    }

    /// <summary>The digest of structured data (version 0x01, which EIP-712 defines).</summary>
    internal static void HashStructured(ReadOnlySpan<byte> domainSeparator, ReadOnlySpan<byte> structHash, Span<byte> digest)
    {
        Span<byte> input = stackalloc byte[2 + (2 * Keccak.Size)];
        input[0] = 0x19;
        input[1] = 0x01;
        domainSeparator.CopyTo(input[2..]);
        structHash.CopyTo(input[(2 + Keccak.Size)..]);
        Keccak.Hash(input, digest);
    }
}
