// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Encodings;

/// <summary>A hash that says which function made it: code, length and digest.</summary>
public sealed class Multihash : IEquatable<Multihash>
{
    /// <summary>The longest digest that is read.</summary>
    public const int MaxDigestSize = 1024;

    private readonly byte[] _digest;

    /// <summary>A digest that a function has made.</summary>
    /// <exception cref="ArgumentException">The digest has another length than the function's.</exception>
    public Multihash(Multicodec function, ReadOnlySpan<byte> digest)
    {
        if (!HasRightSize(function, digest.Length))
        {
            throw new ArgumentException($"A digest of {function} has another length.", nameof(digest));
        }

        Function = function;
        _digest = digest.ToArray();
    }

    /// <summary>The hash function.</summary>
    public Multicodec Function { get; }

    /// <summary>The hash itself.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>Hashes content with SHA-256.</summary>
    public static Multihash Sha256(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return new Multihash(Multicodec.Sha256, digest);
    }

    /// <summary>Decodes bytes that may come from anywhere; false when they are not exactly one multihash.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Multihash? multihash) =>
        TryDecode(bytes, out multihash, out _);

    /// <summary>Decodes bytes.</summary>
    /// <exception cref="FormatException">The bytes are not exactly one multihash.</exception>
    public static Multihash Decode(ReadOnlySpan<byte> bytes) =>
        TryDecode(bytes, out var multihash, out var fault) ? multihash : throw fault.ToException("a multihash", "byte");

    /// <summary>Code, length and digest.</summary>
    public byte[] ToBytes()
    {
        Span<byte> length = stackalloc byte[Varint.MaxSize];
        return Function.Prefix([.. length[..Varint.Encode((ulong)_digest.Length, length)], .. _digest]);
    }

    /// <summary>Whether both have the same function and digest.</summary>
    public bool Equals(Multihash? other) =>
        other is not null && other.Function == Function && other._digest.AsSpan().SequenceEqual(_digest);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Multihash);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Function);
        hash.AddBytes(_digest);
        return hash.ToHashCode();
    }

    /// <summary>The multihash in multibase base58btc.</summary>
    public override string ToString() => Multibase.Encode(MultibaseEncoding.Base58Btc, ToBytes());

    internal static bool TryDecode(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Multihash? multihash, out InputFault fault)
    {
        multihash = null;
        if (!Multicodec.TrySplit(bytes, out var function, out var rest))
        {
            fault = new InputFault("no valid code", 0);
            return false;
        }

        var lengthAt = bytes.Length - rest.Length;
        if (!Varint.TryDecode(rest, out var length, out var size)
            || length != (ulong)(rest.Length - size)
            || !HasRightSize(function, rest.Length - size))
        {
            fault = new InputFault("a length that is not the digest's", lengthAt);
            return false;
        }

        fault = default;
        multihash = new Multihash(function, rest[size..]);
        return true;
    }

    /// <summary>The lengths that are known are exact: a shortened digest is another hash, with less strength.</summary>
    private static bool HasRightSize(Multicodec function, int size) => function.Code switch
    {
        0x11 or 0x1053 => size == 20,
        0x12 or 0x16 or 0x1b or 0xb220 => size == 32,
        0x15 or 0x20 => size == 48,
        0x13 or 0x14 or 0x1d => size == 64,
        _ => size <= MaxDigestSize,
    };
}
