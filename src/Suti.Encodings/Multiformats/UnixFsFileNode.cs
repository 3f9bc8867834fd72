// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>The <c>dag-pb</c> node of a file that fits into one block: protobuf in protobuf, without links.</summary>
internal static class UnixFsFileNode
{
    private const byte NodeDataField = 0x0A;
    private const byte TypeField = 0x08;
    private const byte TypeFile = 0x02;
    private const byte DataField = 0x12;
    private const byte FileSizeField = 0x18;

    public static byte[] Encode(ReadOnlySpan<byte> content)
    {
        var length = Varint.Encode((ulong)content.Length);

        // An empty file has no data field.
        byte[] data = content.IsEmpty ? [] : [DataField, .. length, .. content];
        byte[] file = [TypeField, TypeFile, .. data, FileSizeField, .. length];
        return [NodeDataField, .. Varint.Encode((ulong)file.Length), .. file];
    }
}
