// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Encodings.Tests;

public sealed class CborWriterTests
{
    [Fact]
    public void WriteEndMap_Sort_PutsKeysIntoBytewiseOrder()
    {
        // The keys of RFC 8949 section 4.2.1, written backwards.
        using var writer = new CborWriter();
        writer.WriteStartMap(8);
        WriteEntry(() => writer.WriteBoolean(false));
        WriteEntry(() =>
        {
            writer.WriteStartArray(1);
            writer.WriteInt64(-1);
            writer.WriteEndArray();
        });
        WriteEntry(() =>
        {
            writer.WriteStartArray(1);
            writer.WriteInt64(100);
            writer.WriteEndArray();
        });
        WriteEntry(() => writer.WriteTextString("aa"));
        WriteEntry(() => writer.WriteTextString("z"));
        WriteEntry(() => writer.WriteInt64(-1));
        WriteEntry(() => writer.WriteInt64(100));
        WriteEntry(() => writer.WriteInt64(10));
        writer.WriteEndMap();

        Assert.Equal("a80a00186400200 0617a00626161008118640081200 0f400".Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(writer.WrittenSpan));
        Assert.True(CborReader.IsValid(writer.WrittenSpan, CborReaderOptions.Deterministic));

        void WriteEntry(Action key)
        {
            key();
            writer.WriteInt64(0);
        }
    }

    [Fact]
    public void WriteEndMap_Nested_SortsBothLevels()
    {
        using var writer = new CborWriter();
        writer.WriteTag(24);
        writer.WriteStartMap(2);
        writer.WriteTextString("b");
        writer.WriteStartMap(2);
        writer.WriteInt64(2);
        writer.WriteNull();
        writer.WriteInt64(1);
        writer.WriteUndefined();
        writer.WriteEndMap();
        writer.WriteUtf8String("a"u8);
        writer.WriteTag(1);
        writer.WriteDouble(1.5);
        writer.WriteEndMap();

        Assert.Equal("d818a26161c1f93e006162a201f702f6", Convert.ToHexStringLower(writer.ToArray()));
    }

    [Theory]
    [InlineData(CborMapOrder.Sort)]
    [InlineData(CborMapOrder.Check)]
    [InlineData(CborMapOrder.AsWritten)]
    public void WriteEndMap_KeyTwice_IsRefused(CborMapOrder order)
    {
        using var writer = new CborWriter(order);
        WriteMap(writer, 1, 1);

        Assert.Throws<InvalidOperationException>(writer.WriteEndMap);
    }

    [Fact]
    public void WriteEndMap_OtherOrders_CheckOrKeep()
    {
        using var checking = new CborWriter(CborMapOrder.Check);
        WriteMap(checking, 2, 1);
        Assert.Throws<InvalidOperationException>(checking.WriteEndMap);

        using var keeping = new CborWriter(CborMapOrder.AsWritten);
        WriteMap(keeping, 2, 1);
        keeping.WriteEndMap();
        Assert.Equal("a202020101", Convert.ToHexStringLower(keeping.WrittenSpan));
    }

    [Fact]
    public void Write_Misuse_Throws()
    {
        using var writer = new CborWriter();
        Assert.Throws<ArgumentException>(() => writer.WriteTextString("\ud800"));
        Assert.Throws<ArgumentException>(() => writer.WriteUtf8String([0xFF]));
        Assert.Throws<ArgumentException>(() => writer.WriteEncodedItem([0x81]));
        Assert.Throws<ArgumentException>(() => writer.WriteEncodedItem([0x00, 0x00]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteSimpleValue(24));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteStartArray(-1));
        Assert.Throws<InvalidOperationException>(writer.WriteEndArray);
        Assert.Equal(0, writer.BytesWritten);

        writer.WriteStartArray(1);
        Assert.Throws<InvalidOperationException>(writer.ToArray);
        Assert.Throws<InvalidOperationException>(writer.WriteEndArray);
        Assert.Throws<InvalidOperationException>(writer.WriteEndMap);
        writer.WriteTag(1);
        Assert.Throws<InvalidOperationException>(writer.WriteEndArray);
        writer.WriteNull();
        Assert.Throws<InvalidOperationException>(writer.WriteNull);
        Assert.Throws<InvalidOperationException>(() => writer.WriteTag(1));
        writer.WriteEndArray();
        Assert.Equal("81c1f6", Convert.ToHexStringLower(writer.WrittenSpan));
    }

    [Fact]
    public void Write_LargeContent_GrowsAndRoundTrips()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        using var writer = new CborWriter();
        writer.WriteStartArray(3);
        writer.WriteByteString(bytes);
        writer.WriteEncodedItem([0x61, 0x61]);
        writer.WriteBigInteger(-BigInteger.Pow(2, 100));
        writer.WriteEndArray();

        var reader = new CborReader(writer.WrittenSpan, CborReaderOptions.Deterministic);
        reader.ReadStartArray(3);
        Assert.Equal(bytes, reader.ReadByteString().ToArray());
        Assert.Equal("a", reader.ReadTextString());
        Assert.Equal(-BigInteger.Pow(2, 100), reader.ReadBigInteger());
    }

    [Fact]
    public void Dispose_ThenWrite_Throws()
    {
        var writer = new CborWriter();
        writer.Dispose();
        writer.Dispose();

        Assert.Throws<ObjectDisposedException>(writer.WriteNull);
        Assert.Throws<ObjectDisposedException>(writer.ToArray);
    }

    private static void WriteMap(CborWriter writer, int first, int second)
    {
        writer.WriteStartMap(2);
        writer.WriteInt64(first);
        writer.WriteInt64(first);
        writer.WriteInt64(second);
        writer.WriteInt64(second);
    }
}
