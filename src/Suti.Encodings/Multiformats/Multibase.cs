// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Encodings;

/// <summary>
/// Text that says by its first character how it encodes bytes. Encodings that the registry calls case-insensitive are read in
/// either case and written in their own; everything else is strict.
/// </summary>
public static class Multibase
{
    /// <summary>Encodes bytes, with the prefix in front.</summary>
    public static string Encode(MultibaseEncoding encoding, ReadOnlySpan<byte> bytes)
    {
        var codec = MultibaseCodec.Of(encoding);
        return string.Concat(codec.Prefix, codec.Encode(bytes));
    }

    /// <summary>Decodes a text of any encoding.</summary>
    /// <exception cref="FormatException">The prefix is unknown or the text is not what it says.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) => Decode(text, out _);

    /// <summary>Decodes a text of any encoding and says which it was.</summary>
    /// <exception cref="FormatException">The prefix is unknown or the text is not what it says.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text, out MultibaseEncoding encoding) =>
        TryDecode(text, out encoding, out var bytes, out var fault) ? bytes : throw fault.ToException("multibase");

    /// <summary>Decodes a text of any encoding that may come from anywhere.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes) =>
        TryDecode(text, out _, out bytes, out _);

    /// <summary>Decodes a text of any encoding that may come from anywhere and says which it was.</summary>
    public static bool TryDecode(
        ReadOnlySpan<char> text, out MultibaseEncoding encoding, [NotNullWhen(true)] out byte[]? bytes) =>
        TryDecode(text, out encoding, out bytes, out _);

    /// <summary>Decodes a text that may come from anywhere and must have one given encoding.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, MultibaseEncoding required, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = MultibaseCodec.TryFind(text, out var actual) && actual == required && TryDecode(text, out bytes) ? bytes : null;
        return bytes is not null;
    }

    /// <summary>The name of an encoding in the registry, such as <c>base58btc</c>.</summary>
    public static string GetName(MultibaseEncoding encoding) => MultibaseCodec.Of(encoding).Name;

    private static bool TryDecode(
        ReadOnlySpan<char> text, out MultibaseEncoding encoding, [NotNullWhen(true)] out byte[]? bytes, out InputFault fault)
    {
        bytes = null;
        if (!MultibaseCodec.TryFind(text, out encoding))
        {
            fault = new InputFault("no known prefix", 0);
            return false;
        }

        var codec = MultibaseCodec.Of(encoding);
        bytes = codec.Decode(text[codec.Prefix.Length..], out fault);
        fault = bytes is null ? new InputFault($"{fault.What} of {codec.Name}", fault.Position + codec.Prefix.Length) : default;
        return bytes is not null;
    }
}
