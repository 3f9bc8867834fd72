// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Suti.Encodings;

/// <summary>One row of the multibase registry: prefix, name and the code that does it.</summary>
internal abstract class MultibaseCodec(string prefix, string name)
{
    private const string Digits36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string Hex32 = "0123456789abcdefghijklmnopqrstuv";
    private const string Rfc32 = "abcdefghijklmnopqrstuvwxyz234567";
    private const string Rfc64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const string Url64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Bitcoin58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Flickr58 = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>The codecs in the order of <see cref="MultibaseEncoding"/>.</summary>
    private static readonly MultibaseCodec[] All =
    [
        new Bits("0", "base2", new BitEncoding("01", 1)),
        new Bits("7", "base8", new BitEncoding("01234567", 3)),
        new Positional<Radix10>("9", "base10", new DigitAlphabet("0123456789")),
        new Bits("f", "base16", new BitEncoding("0123456789abcdef", 4, ignoreCase: true)),
        new Bits("F", "base16upper", new BitEncoding("0123456789ABCDEF", 4, ignoreCase: true)),
        new Bits("v", "base32hex", new BitEncoding(Hex32, 5, ignoreCase: true)),
        new Bits("V", "base32hexupper", new BitEncoding(Hex32.ToUpperInvariant(), 5, ignoreCase: true)),
        new Bits("t", "base32hexpad", new BitEncoding(Hex32, 5, ignoreCase: true, padded: true)),
        new Bits("T", "base32hexpadupper", new BitEncoding(Hex32.ToUpperInvariant(), 5, ignoreCase: true, padded: true)),
        new Bits("b", "base32", new BitEncoding(Rfc32, 5, ignoreCase: true)),
        new Bits("B", "base32upper", new BitEncoding(Rfc32.ToUpperInvariant(), 5, ignoreCase: true)),
        new Bits("c", "base32pad", new BitEncoding(Rfc32, 5, ignoreCase: true, padded: true)),
        new Bits("C", "base32padupper", new BitEncoding(Rfc32.ToUpperInvariant(), 5, ignoreCase: true, padded: true)),
        new Bits("h", "base32z", new BitEncoding("ybndrfg8ejkmcpqxot1uwisza345h769", 5)),
        new Positional<Radix36>("k", "base36", new DigitAlphabet(Digits36, ignoreCase: true)),
        new Positional<Radix36>("K", "base36upper", new DigitAlphabet(Digits36.ToUpperInvariant(), ignoreCase: true)),
        new Positional<Radix58>("z", "base58btc", new DigitAlphabet(Bitcoin58)),
        new Positional<Radix58>("Z", "base58flickr", new DigitAlphabet(Flickr58)),
        new Bits("m", "base64", new BitEncoding(Rfc64, 6)),
        new Bits("M", "base64pad", new BitEncoding(Rfc64, 6, padded: true)),
        new Url("u", "base64url"),
        new Bits("U", "base64urlpad", new BitEncoding(Url64, 6, padded: true)),
        new Emoji("\U0001F680", "base256emoji"),
    ];

    public string Prefix { get; } = prefix;

    public string Name { get; } = name;

    public static MultibaseCodec Of(MultibaseEncoding encoding) => (uint)encoding < (uint)All.Length
        ? All[(int)encoding]
        : throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "There is no such encoding.");

    public static bool TryFind(ReadOnlySpan<char> text, out MultibaseEncoding encoding)
    {
        for (var index = 0; index < All.Length; index++)
        {
            if (text.StartsWith(All[index].Prefix, StringComparison.Ordinal))
            {
                encoding = (MultibaseEncoding)index;
                return true;
            }
        }

        encoding = default;
        return false;
    }

    public abstract string Encode(ReadOnlySpan<byte> bytes);

    /// <summary>Decodes a text without its prefix; null with the reason when it is refused.</summary>
    public abstract byte[]? Decode(ReadOnlySpan<char> text, out InputFault fault);

    private sealed class Bits(string prefix, string name, BitEncoding encoding) : MultibaseCodec(prefix, name)
    {
        public override string Encode(ReadOnlySpan<byte> bytes) => encoding.Encode(bytes);

        public override byte[]? Decode(ReadOnlySpan<char> text, out InputFault fault) => encoding.Decode(text, out fault);
    }

    private sealed class Url(string prefix, string name) : MultibaseCodec(prefix, name)
    {
        public override string Encode(ReadOnlySpan<byte> bytes) => Base64Url.Encode(bytes);

        public override byte[]? Decode(ReadOnlySpan<char> text, out InputFault fault) =>
            Base64Url.TryDecode(text, out var bytes, out fault) ? bytes : null;
    }

    private sealed class Emoji(string prefix, string name) : MultibaseCodec(prefix, name)
    {
        public override string Encode(ReadOnlySpan<byte> bytes) => Base256Emoji.Encode(bytes);

        public override byte[]? Decode(ReadOnlySpan<char> text, out InputFault fault) => Base256Emoji.Decode(text, out fault);
    }

    private sealed class Positional<TRadix>(string prefix, string name, DigitAlphabet alphabet) : MultibaseCodec(prefix, name)
        where TRadix : IRadix
    {
        public override string Encode(ReadOnlySpan<byte> bytes)
        {
            var rented = ArrayPool<char>.Shared.Rent(PositionalEncoding<TRadix>.GetMaxEncodedLength(bytes.Length));
            var text = new string(rented, 0, PositionalEncoding<TRadix>.Encode(bytes, alphabet, rented));
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
            return text;
        }

        public override byte[]? Decode(ReadOnlySpan<char> text, out InputFault fault)
        {
            var rented = ArrayPool<byte>.Shared.Rent(Math.Min(text.Length, PositionalEncoding<TRadix>.MaxTextLength));
            var bytes = PositionalEncoding<TRadix>.TryDecode(text, alphabet, rented, out var length, out fault)
                ? rented[..length]
                : null;
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
            return bytes;
        }
    }
}
