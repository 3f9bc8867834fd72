// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

public sealed class RlpTests
{
    [Fact]
    public void Writer_EveryKind_IsReadBack()
    {
        using var writer = new RlpWriter();
        writer.StartList();
        writer.WriteUInt64(0);
        writer.WriteUInt64(127);
        writer.WriteUInt64(128);
        writer.WriteUInt64(ulong.MaxValue);
        writer.WriteUInt256(UInt256.MaxValue);
        writer.WriteAddress(Address.Zero);
        writer.WriteAddress((Address?)null);
        writer.StartList();
        writer.WriteBytes(new byte[300]);
        writer.EndList();
        writer.EndList();

        var reader = new RlpReader(writer.WrittenSpan);
        var list = reader.ReadList();
        Assert.True(list.TryCount(out var count));
        Assert.Equal(8, count);
        Assert.Equal(0UL, list.ReadUInt64());
        Assert.Equal(127UL, list.ReadUInt64());
        Assert.Equal(128UL, list.ReadUInt64());
        Assert.Equal(ulong.MaxValue, list.ReadUInt64());
        Assert.Equal(UInt256.MaxValue, list.ReadUInt256());
        Assert.Equal(Address.Zero, list.ReadAddress());
        Assert.True(list.ReadBytes().IsEmpty);
        var inner = list.ReadList();
        Assert.Equal(300, inner.ReadBytes().Length);
        inner.ReadEnd();
        list.ReadEnd();
        reader.ReadEnd();
    }

    [Theory]
    [InlineData("8100")] // a single byte with a prefix
    [InlineData("817f")]
    [InlineData("b800")] // a long form for a short string
    [InlineData("b837" + "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("b90038")] // a length with a leading zero
    [InlineData("f800")]
    [InlineData("f90000")]
    [InlineData("83646f")] // beyond the end
    [InlineData("c2")]
    [InlineData("c281")]
    [InlineData("bb7fffffff")]
    [InlineData("bfffffffffffffffff")]
    [InlineData("fbffffffff")]
    [InlineData("8080")] // two items
    [InlineData("")]
    public void TryDecode_NotCanonical_IsRefused(string hex)
    {
        Assert.False(RlpItem.TryDecode(Hex.Decode(hex), out _));
        Assert.Throws<FormatException>(() => RlpItem.Decode(Hex.Decode(hex)));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("820001")]
    [InlineData("89010000000000000000")]
    [InlineData("c0")]
    public void TryReadUInt64_NotANumber_IsRefused(string hex)
    {
        var bytes = Hex.Decode(hex);
        Assert.False(new RlpReader(bytes).TryReadUInt64(out _));
        Assert.Throws<FormatException>(() => new RlpReader(bytes).ReadUInt64());
    }

    [Fact]
    public void TryDecode_TooDeep_IsRefused()
    {
        Assert.True(RlpItem.TryDecode(Nested(RlpItem.MaxDepth), out _));
        Assert.False(RlpItem.TryDecode(Nested(RlpItem.MaxDepth + 1), out _));
        Assert.False(RlpItem.TryDecode(Nested(5000), out _));

        static byte[] Nested(int depth)
        {
            using var writer = new RlpWriter();
            for (var level = 0; level <= depth; level++)
            {
                writer.StartList();
            }

            for (var level = 0; level <= depth; level++)
            {
                writer.EndList();
            }

            return writer.ToArray();
        }
    }

    [Fact]
    public void TryDecode_TooManyItems_IsRefused()
    {
        using var writer = new RlpWriter();
        writer.StartList();
        for (var index = 0; index < RlpItem.MaxItems; index++)
        {
            writer.WriteUInt64(1);
        }

        writer.EndList();
        Assert.False(RlpItem.TryDecode(writer.ToArray(), out _));
    }

    [Fact]
    public void Writer_OpenListsAndDisposal_AreGuarded()
    {
        var writer = new RlpWriter();
        Assert.Throws<InvalidOperationException>(writer.EndList);
        writer.StartList();
        Assert.Throws<InvalidOperationException>(() => writer.ToArray());
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.WriteUInt64(1));
    }

    [Fact]
    public void Encode_RandomTrees_RoundTrip()
    {
        var random = new Random(4);
        for (var round = 0; round < 2000; round++)
        {
            var encoded = Draw(random, 4).Encode();
            Assert.Equal(encoded, RlpItem.Decode(encoded).Encode());
        }
    }

    [Fact]
    public void TryDecode_MutatedInput_IsRefusedOrCanonical()
    {
        var random = new Random(5);
        var samples = Enumerable.Range(0, 50).Select(_ => Draw(random, 4).Encode()).ToList();
        new MutationFuzzer(6).Run(samples, 20_000, input =>
        {
            if (RlpItem.TryDecode(input, out var item))
            {
                Assert.Equal(input, item.Encode());
            }
        });
    }

    private static RlpItem Draw(Random random, int depth)
    {
        if (depth > 0 && random.Next(3) != 0)
        {
            return new RlpItem(Enumerable.Range(0, random.Next(5)).Select(_ => Draw(random, depth - 1)).ToArray());
        }

        var bytes = new byte[random.Next(4) == 0 ? random.Next(300) : random.Next(4)];
        random.NextBytes(bytes);
        return new RlpItem(bytes);
    }
}
