// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;

namespace Suti.Testing;

/// <summary>Reads an item with every typed read of the reader and writes it again with every typed write of the writer.</summary>
public static class CborTranscoder
{
    /// <summary>The deterministic encoding of the next item.</summary>
    public static byte[] Transcode(ref CborReader reader)
    {
        using var writer = new CborWriter();
        Copy(ref reader, writer);
        return writer.ToArray();
    }

    private static void Copy(ref CborReader reader, CborWriter writer)
    {
        switch (reader.Peek())
        {
            case CborItemKind.UnsignedInteger:
                writer.WriteUInt64(reader.ReadUInt64());
                break;
            case CborItemKind.NegativeInteger:
                writer.WriteBigInteger(reader.ReadBigInteger());
                break;
            case CborItemKind.ByteString:
                writer.WriteByteString(reader.ReadByteString());
                break;
            case CborItemKind.TextString:
                writer.WriteTextString(reader.ReadTextString());
                break;
            case CborItemKind.Array:
                CopyItems(ref reader, writer, isMap: false);
                break;
            case CborItemKind.Map:
                CopyItems(ref reader, writer, isMap: true);
                break;
            case CborItemKind.Tag:
                writer.WriteTag(reader.ReadTag());
                Copy(ref reader, writer);
                break;
            case CborItemKind.FloatingPoint:
                writer.WriteDouble(reader.ReadDouble());
                break;
            default:
                writer.WriteSimpleValue(reader.ReadSimpleValue());
                break;
        }
    }

    private static void CopyItems(ref CborReader reader, CborWriter writer, bool isMap)
    {
        // Counted on a copy first, because the writer wants the count and the reader need not know it.
        var ahead = reader;
        var declared = Enter(ref ahead, isMap);
        var items = 0;
        while (ahead.TryReadEncodedItem(out _))
        {
            items++;
        }

        var count = isMap ? items / 2 : items;
        Assert.Equal(declared ?? count, count);
        Enter(ref reader, isMap);
        if (isMap)
        {
            writer.WriteStartMap(count);
        }
        else
        {
            writer.WriteStartArray(count);
        }

        for (var item = 0; item < items; item++)
        {
            Copy(ref reader, writer);
        }

        if (isMap)
        {
            reader.ReadEndMap();
            writer.WriteEndMap();
        }
        else
        {
            reader.ReadEndArray();
            writer.WriteEndArray();
        }
    }

    private static int? Enter(ref CborReader reader, bool isMap) => isMap ? reader.ReadStartMap() : reader.ReadStartArray();
}
