// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Suti;

/// <summary>Which record something is about.</summary>
/// <param name="Space">The space.</param>
/// <param name="Kind">The name of the kind.</param>
/// <param name="Key">The key.</param>
public readonly record struct RecordIdentity(string Space, string Kind, string Key)
{
    /// <summary>
    /// The identity as bytes that are authenticated with what is sealed for the record; no two identities give the same.
    /// </summary>
    /// <param name="head">What stands before the sealed bytes in the clear, and is authenticated with them.</param>
    public byte[] ToAssociatedData(ReadOnlySpan<byte> head)
    {
        var data = new ArrayBufferWriter<byte>(256);
        data.Write(head);
        Append(data, Space);
        Append(data, Kind);
        Append(data, Key);
        return data.WrittenSpan.ToArray();
    }

    private static void Append(ArrayBufferWriter<byte> data, string text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(data.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(text));
        data.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(text, data);
    }
}
