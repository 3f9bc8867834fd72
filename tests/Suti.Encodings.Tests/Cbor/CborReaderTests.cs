// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Suti.Testing;

namespace Suti.Encodings.Tests;

public sealed class CborReaderTests
{
    [Theory]
    [InlineData("", "where an item is missing")]
    [InlineData("18", "cut off or reserved")]
    [InlineData("1c", "cut off or reserved")]
    [InlineData("1f", "a head that is reserved")]
    [InlineData("df00", "a head that is reserved")]
    [InlineData("0000", "data behind the item at byte 1")]
    [InlineData("62ff", "a string longer than the data")]
    [InlineData("61ff", "text that is not UTF-8")]
    [InlineData("7f61c3 61a9ff", "text that is not UTF-8")]
    [InlineData("5f6161ff", "something else than a chunk")]
    [InlineData("5f5f4100ffff", "something else than a chunk")]
    [InlineData("9b7fffffffffffffff", "an array or map longer than the data")]
    [InlineData("bbffffffffffffffff", "an array or map longer than the data")]
    [InlineData("8201", "an array or map longer than the data")]
    [InlineData("828100", "where an item is missing")]
    [InlineData("a2010203", "an array or map longer than the data")]
    [InlineData("a2010203f9", "cut off or reserved")]
    [InlineData("ff", "a break that ends nothing")]
    [InlineData("8100ff", "data behind the item")]
    [InlineData("81ff", "a break that ends nothing")]
    [InlineData("bf01ff", "a break that ends nothing")]
    [InlineData("9fc0ff", "a break that ends nothing")]
    [InlineData("9f00", "where an item is missing")]
    [InlineData("f81f", "a simple value below 32 in two bytes")]
    [InlineData("f8", "cut off or reserved")]
    [InlineData("c1", "where an item is missing")]
    [InlineData("a201000100", "a map key that the map has already at byte 3")]
    [InlineData("a20100180100", "a map key that the map has already")]
    [InlineData("a2616100 78016100", "a map key that the map has already")]
    [InlineData("bf0100 0100ff", "a map key that the map has already")]
    [InlineData("a28200018282000100", "where an item is missing")]
    public void Create_BadInput_SaysWhatAndWhere(string hex, string expected)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.Contains(expected, Assert.Throws<FormatException>(() => new CborReader(bytes)).Message, StringComparison.Ordinal);
        Assert.False(CborReader.TryCreate(bytes, options: null, out _));
        Assert.False(CborReader.IsValid(bytes));
    }

    // RFC 8949 section 4.2.1: each is valid, and not deterministic.
    [Theory]
    [InlineData("1817")]
    [InlineData("1900ff")]
    [InlineData("1a0000ffff")]
    [InlineData("1b00000000ffffffff")]
    [InlineData("3800")]
    [InlineData("580100")]
    [InlineData("7800")]
    [InlineData("980100")]
    [InlineData("b800")]
    [InlineData("d81700")]
    [InlineData("5f4100ff")]
    [InlineData("7fff")]
    [InlineData("9fff")]
    [InlineData("bfff")]
    [InlineData("fa00000000")]
    [InlineData("fa7f800000")]
    [InlineData("fa7fc00000")]
    [InlineData("fb3ff0000000000000")]
    [InlineData("fb7ff8000000000000")]
    [InlineData("a202000100")]
    [InlineData("a26161000100")]
    [InlineData("c240")]
    [InlineData("c24101")]
    [InlineData("c3490001020304050607ff")]
    public void Create_NotDeterministic_IsRefusedOnlyWhereAsked(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.True(CborReader.IsValid(bytes));
        Assert.False(CborReader.IsValid(bytes, CborReaderOptions.Deterministic));
    }

    [Theory]
    [InlineData("a30100200061610 0")]
    [InlineData("fa47c35000")]
    [InlineData("fb3ff199999999999a")]
    [InlineData("f97e01")]
    [InlineData("fa7fc00001")]
    [InlineData("c249010000000000000000")]
    [InlineData("d9d9f7a0")]
    public void Create_Deterministic_Passes(string hex) => Assert.True(
        CborReader.IsValid(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), CborReaderOptions.Deterministic));

    [Fact]
    public void Create_Limits_AreExact()
    {
        Assert.True(CborReader.IsValid([0x81, 0xC1, 0x80], new CborReaderOptions { MaxDepth = 3 }));
        Assert.False(CborReader.IsValid([0x81, 0xC1, 0x80], new CborReaderOptions { MaxDepth = 2 }));
        Assert.False(CborReader.IsValid([0xC1, 0xC1, 0xC1, 0x00], new CborReaderOptions { MaxDepth = 2 }));
        Assert.True(CborReader.IsValid([0x82, 0x00, 0x00], new CborReaderOptions { MaxItems = 3, MaxSize = 3 }));
        Assert.False(CborReader.IsValid([0x82, 0x00, 0x00], new CborReaderOptions { MaxItems = 2 }));
        Assert.False(CborReader.IsValid([0x82, 0x00, 0x00], new CborReaderOptions { MaxSize = 2 }));
        Assert.False(CborReader.IsValid([.. Enumerable.Repeat((byte)0x81, 100_000), 0x00]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CborReaderOptions { MaxDepth = 65 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CborReaderOptions { MaxDepth = 0 });
    }

    [Fact]
    public void Read_ACoseShapedItem_GivesItsParts()
    {
        // 18([h'a10126', {4: h'31'}, 'payload' in chunks, [1.5, -7, null, true, undefined, simple(99), 2^64]])
        var bytes = Convert.FromHexString("d28443a10126a10441315f43706179446c6f6164ff87f93e0026f6f5f7f863c249010000000000000000");
        var reader = new CborReader(bytes);

        Assert.True(reader.TryPeekTag(out var tag));
        Assert.Equal(18UL, tag);
        reader.ReadTag(18);
        reader.ReadStartArray(4);
        Assert.Equal(Convert.FromHexString("a10126"), reader.ReadByteString().ToArray());
        Assert.Equal(1, reader.ReadStartMap());
        Assert.Equal(4, reader.ReadInt32());
        Assert.Equal("1"u8.ToArray(), reader.ReadByteString().ToArray());
        Assert.Equal(CborItemKind.EndOfMap, reader.Peek());
        reader.ReadEndMap();
        Assert.Equal("payload"u8.ToArray(), reader.ReadByteString().ToArray());
        Assert.Equal(7, reader.ReadStartArray());
        Assert.Equal(1.5, reader.ReadDouble());
        Assert.Equal(-7L, reader.ReadInt64());
        reader.ReadNull();
        Assert.True(reader.ReadBoolean());
        Assert.True(reader.TryReadUndefined());
        Assert.Equal(99, reader.ReadSimpleValue());
        Assert.Equal(BigInteger.Pow(2, 64), reader.ReadBigInteger());
        Assert.Equal(CborItemKind.EndOfArray, reader.Peek());
        reader.ReadEndArray();
        reader.ReadEndArray();
        reader.ReadEndOfData();
        Assert.Equal(bytes.Length, reader.Position);
        Assert.False(reader.TryReadEncodedItem(out _));
    }

    [Fact]
    public void ReadEncodedItem_InsideContainers_GivesEachItemWhole()
    {
        var reader = new CborReader(Convert.FromHexString("9fd818a2018202039f04ff05617880a0bf6161c1f5fffb3ff199999999999aff").AsSpan());
        var items = new List<string>();
        Assert.Null(reader.ReadStartArray());
        while (reader.TryReadEncodedItem(out var item))
        {
            items.Add(Convert.ToHexStringLower(item));
        }

        reader.ReadEndArray();
        reader.ReadEndOfData();
        Assert.Equal(["d818a2018202039f04ff05", "6178", "80", "a0", "bf6161c1f5ff", "fb3ff199999999999a"], items);
    }

    [Fact]
    public void Read_SomethingElse_ThrowsAndStays()
    {
        var reader = new CborReader([0x82, 0x61, 0x61, 0x3B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.False(reader.TryReadStartMap(out _));
        Assert.False(reader.TryReadTag(out _));
        Assert.False(reader.TryReadUInt64(out _));
        AssertRefuses(ref reader, (ref reader) => reader.ReadStartArray(3));
        Assert.Equal(0, reader.Position);
        reader.ReadStartArray(2);
        AssertRefuses(ref reader, (ref reader) => reader.ReadByteString());
        AssertRefuses(ref reader, (ref reader) => reader.ReadInt64());
        AssertRefuses(ref reader, (ref reader) => reader.ReadEndArray());
        Assert.Equal("a", reader.ReadTextString());
        Assert.False(reader.TryReadInt64(out _));
        AssertRefuses(ref reader, (ref reader) => reader.ReadTextString());
        Assert.Equal(-BigInteger.Pow(2, 64), reader.ReadBigInteger());
        AssertRefuses(ref reader, (ref reader) => reader.ReadDouble());
        AssertRefuses(ref reader, (ref reader) => reader.SkipItem());
        AssertRefuses(ref reader, (ref reader) => reader.ReadEndOfData());
        reader.ReadEndArray();
        AssertRefuses(ref reader, (ref reader) => reader.ReadEndArray());
    }

    [Fact]
    public void TryReadInt32_TooLarge_MovesNothing()
    {
        var reader = new CborReader([0x1A, 0x80, 0x00, 0x00, 0x00]);

        Assert.False(reader.TryReadInt32(out _));
        Assert.Equal(0x80000000L, reader.ReadInt64());
    }

    [Fact]
    public void TryMeasure_Sequence_GivesTheFirstItem()
    {
        Assert.True(CborReader.TryMeasure([0x82, 0x01, 0x02, 0x03], options: null, out var length));
        Assert.Equal(3, length);
        Assert.False(CborReader.TryMeasure([0x82, 0x01], options: null, out length));
        Assert.Equal(0, length);
    }

    [Fact]
    public void TryCreate_MutatedItems_ReadsToTheEndWhateverIsAccepted() =>
        new MutationFuzzer(3).Run(
            [
                Convert.FromHexString("d28443a10126a10441315f43706179446c6f6164ff87f93e0026f6f5f7f863c249010000000000000000"),
                Convert.FromHexString("bf6161019f0203ff6162a26163fb3ff199999999999a64c3a9c3a9187bff"),
                Convert.FromHexString("a301830102a0206178f6fa47c35000c11a514b67b0"),
            ],
            20_000,
            input =>
            {
                if (!CborReader.TryCreate(input, options: null, out var reader))
                {
                    return;
                }

                var copy = CborTranscoder.Transcode(ref reader);
                reader.ReadEndOfData();
                Assert.True(CborReader.IsValid(copy, CborReaderOptions.Deterministic) || HasOddBignum(copy));
                if (CborReader.IsValid(input, CborReaderOptions.Deterministic))
                {
                    Assert.Equal(input, copy);
                }
            });

    /// <summary>The transcoder leaves the content of big numbers alone, which need not be in shortest form.</summary>
    private static bool HasOddBignum(byte[] item) => item.AsSpan().ContainsAny<byte>(0xC2, 0xC3);

    private static void AssertRefuses(ref CborReader reader, ReaderAction action)
    {
        var position = reader.Position;
        try
        {
            action(ref reader);
        }
        catch (FormatException exception)
        {
            Assert.EndsWith($"byte {position}.", exception.Message, StringComparison.Ordinal);
            Assert.Equal(position, reader.Position);
            return;
        }

        Assert.Fail("Nothing was thrown.");
    }

    private delegate void ReaderAction(ref CborReader reader);
}
