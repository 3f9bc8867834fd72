// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>The tags of COSE messages, their shapes, and the structures that are signed, authenticated or encrypted around.</summary>
internal static class CoseStructure
{
    public const ulong Encrypt0Tag = 16;
    public const ulong Mac0Tag = 17;
    public const ulong Sign1Tag = 18;
    public const ulong SignTag = 98;

    /// <summary>Enters a message: its tag, which may be left out but must not be another, the array of its parts, the headers.</summary>
    public static bool TryEnter(
        ReadOnlySpan<byte> encoded,
        ulong tag,
        int parts,
        IReadOnlyCollection<CoseLabel>? understood,
        out CborReader reader,
        [NotNullWhen(true)] out CoseHeader? header,
        [NotNullWhen(false)] out JoseError? error)
    {
        header = null;
        error = CoseErrors.Malformed;
        if (!CborReader.TryCreate(encoded, null, out reader))
        {
            return false;
        }

        if (reader.TryReadTag(out var found) && found != tag)
        {
            error = CoseErrors.Tag;
            return false;
        }

        if (!reader.TryReadStartArray(out var count) || count != parts)
        {
            return false;
        }

        header = CoseHeader.Read(ref reader, understood, out error);
        error ??= header is null ? CoseErrors.Malformed : null;
        return header is not null;
    }

    /// <summary>Reads a byte string, or nothing where <c>nil</c> stands.</summary>
    public static bool TryReadOptionalBytes(ref CborReader reader, out byte[]? bytes)
    {
        bytes = null;
        if (reader.TryReadNull())
        {
            return true;
        }

        bytes = reader.TryReadByteString(out var value) ? value.ToArray() : null;
        return bytes is not null;
    }

    /// <summary>The payload that counts: the one inside or the one that was given, but not both and not none.</summary>
    public static JoseError? ChoosePayload(byte[]? inside, ReadOnlyMemory<byte>? given, out ReadOnlyMemory<byte> payload)
    {
        payload = inside ?? given ?? default;
        return inside is null && given is null ? CoseErrors.PayloadMissing
            : inside is not null && given is not null ? CoseErrors.PayloadTwice
            : null;
    }

    /// <summary>A structure: its context, and byte strings (RFC 9052 §4.4, §5.3, §6.3).</summary>
    public static byte[] Build(string context, params ReadOnlySpan<ReadOnlyMemory<byte>> fields)
    {
        using var writer = new CborWriter();
        writer.WriteStartArray(1 + fields.Length);
        writer.WriteTextString(context);
        foreach (var field in fields)
        {
            writer.WriteByteString(field.Span);
        }

        writer.WriteEndArray();
        return writer.ToArray();
    }

    /// <summary>Writes a message of three or four parts: headers, content, and what proves it.</summary>
    public static byte[] Write(ulong? tag, CoseHeader header, ReadOnlySpan<byte> content, bool isDetached, byte[]? proof)
    {
        using var writer = new CborWriter(CborMapOrder.AsWritten);
        if (tag is { } number)
        {
            writer.WriteTag(number);
        }

        writer.WriteStartArray(proof is null ? 3 : 4);
        header.WriteTo(writer);
        if (isDetached)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteByteString(content);
        }

        if (proof is not null)
        {
            writer.WriteByteString(proof);
        }

        writer.WriteEndArray();
        return writer.ToArray();
    }
}
