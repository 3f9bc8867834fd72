// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Suti.Agent;

/// <summary>A record as an archive holds it. Its body is not sealed: the archive is.</summary>
/// <param name="Kind">The name of the kind.</param>
/// <param name="Version">The version of the kind.</param>
/// <param name="Key">The key.</param>
/// <param name="Body">The body.</param>
/// <param name="Fields">The values by the names of their columns.</param>
internal sealed record ArchiveEntry(
    string Kind, int Version, string Key, byte[] Body, IReadOnlyList<(string Column, RecordValue Value)> Fields)
{
    /// <summary>A name of no letters, the type, a text of no letters.</summary>
    private const int MinFieldSize = 3;

    internal static byte[] Write(RecordKind kind, StoredRecord record, ReadOnlySpan<byte> body)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(kind.Name);
        writer.Write(kind.Version);
        writer.Write(record.Key);
        writer.Write(body.Length);
        writer.Write(body);
        var fields = record.Fields ?? [];
        writer.Write(fields.Count);
        foreach (var field in fields)
        {
            writer.Write(field.Column.Name);
            writer.Write((byte)field.Value.Type);
            if (field.Value.Type == RecordColumnType.Text)
            {
                writer.Write(field.Value.Text);
            }
            else
            {
                writer.Write(field.Value.Number);
            }
        }

        writer.Flush();
        var entry = bytes.ToArray();
        CryptographicOperations.ZeroMemory(bytes.GetBuffer());
        return entry;
    }

    internal static ArchiveEntry Read(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            var (kind, version, key) = (reader.ReadString(), reader.ReadInt32(), reader.ReadString());
            var body = reader.ReadBytes(ReadCount(reader, stream, sizeof(byte)));
            var fields = new (string, RecordValue)[ReadCount(reader, stream, MinFieldSize)];
            for (var index = 0; index < fields.Length; index++)
            {
                var column = reader.ReadString();
                var type = (RecordColumnType)reader.ReadByte();
                fields[index] = (column, type == RecordColumnType.Text
                    ? RecordValue.Of(reader.ReadString())
                    : RecordValue.FromNumber(type, reader.ReadInt64()));
            }

            return stream.Position == stream.Length && version > 0 ? new(kind, version, key, body, fields) : throw Invalid();
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or OverflowException or FormatException)
        {
            throw Invalid();
        }
    }

    internal static SutiException Invalid() => ArchiveCipher.Invalid("An entry of the archive is not valid.");

    /// <summary>A number of things that can still follow; memory is taken for no more.</summary>
    private static int ReadCount(BinaryReader reader, MemoryStream stream, int size)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= (stream.Length - stream.Position) / size ? count : throw Invalid();
    }
}
