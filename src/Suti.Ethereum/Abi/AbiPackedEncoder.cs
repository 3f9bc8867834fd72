// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The packed mode of Solidity: values in their own size, items of arrays in whole words, no lengths.</summary>
internal static class AbiPackedEncoder
{
    private const int Word = UInt256.Size;

    public static byte[] Encode(AbiType tuple, ReadOnlySpan<AbiValue> values)
    {
        AbiEncoder.RequireCount(tuple, values);
        using var packed = new MemoryStream();
        for (var index = 0; index < values.Length; index++)
        {
            Write(tuple.Members[index].Type, values[index], packed, isItem: false);
        }

        return packed.ToArray();
    }

    private static void Write(AbiType type, in AbiValue value, MemoryStream packed, bool isItem)
    {
        switch (type.Kind)
        {
            case AbiKind.Bytes when !isItem:
                packed.Write(value.BytesOrNull ?? throw AbiEncoder.DoesNotFit(type));
                break;
            case AbiKind.Text when !isItem:
                packed.Write(AbiEncoder.Utf8.GetBytes(value.TextOrNull ?? throw AbiEncoder.DoesNotFit(type)));
                break;
            case AbiKind.FixedBytes when value.BytesOrNull?.Length == type.Size:
                packed.Write(value.BytesOrNull);
                packed.Write(stackalloc byte[isItem ? Word - type.Size : 0]);
                break;
            case AbiKind.Array:
                var items = value.ListOrNull ?? throw AbiEncoder.DoesNotFit(type);
                AbiEncoder.RequireCount(type, items);
                foreach (ref readonly var item in items.AsSpan())
                {
                    Write(type.Item!, item, packed, isItem: true);
                }

                break;
            case AbiKind.Boolean or AbiKind.Address or AbiKind.Signed or AbiKind.Unsigned when value.Fits(type):
                Span<byte> word = stackalloc byte[Word];
                value.Word.WriteBigEndian(word);
                packed.Write(isItem ? word : word[(Word - ((type.Size + 7) / 8))..]);
                break;
            default:
                throw AbiEncoder.DoesNotFit(type);
        }
    }
}
