// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Ethereum;

/// <summary>
/// Encodes and decodes values of the contract ABI. Only the canonical encoding is decoded: padding of zeros, numbers within their type,
/// tails one after the other in the order of their heads, nothing left over. So no input can be read in two ways, and none can make
/// more values than it has bytes.
/// </summary>
public static class AbiCodec
{
    /// <summary>Encodes the values of a tuple's members.</summary>
    /// <exception cref="ArgumentException">A value does not fit its type, or the type is no tuple.</exception>
    public static byte[] Encode(AbiType tuple, params ReadOnlySpan<AbiValue> values)
    {
        RequireTuple(tuple);
        var encoded = new byte[AbiEncoder.Measure(tuple, values)];
        AbiEncoder.WriteTuple(tuple.Members, values, encoded);
        return encoded;
    }

    /// <summary>Decodes the values of a tuple's members; all bytes are theirs.</summary>
    public static bool TryDecode(AbiType tuple, ReadOnlySpan<byte> data, [NotNullWhen(true)] out AbiValue[]? values)
    {
        RequireTuple(tuple);
        return AbiDecoder.TryDecode(tuple, data, out values);
    }

    /// <summary>Decodes the values of a tuple's members; all bytes are theirs.</summary>
    /// <exception cref="FormatException">The bytes are not the canonical encoding of such values.</exception>
    public static AbiValue[] Decode(AbiType tuple, ReadOnlySpan<byte> data) =>
        TryDecode(tuple, data, out var values)
            ? values
            : throw new FormatException($"The bytes are not the canonical encoding of {tuple.Name}.");

    /// <summary>
    /// Encodes values one after the other without heads and padding, as <c>abi.encodePacked</c>. Different values can have the same
    /// packed encoding: hash it only where at most one of them has a size of its own.
    /// </summary>
    /// <exception cref="ArgumentException">A value does not fit its type, or the type has no packed encoding.</exception>
    public static byte[] EncodePacked(AbiType tuple, params ReadOnlySpan<AbiValue> values)
    {
        RequireTuple(tuple);
        return AbiPackedEncoder.Encode(tuple, values);
    }

    internal static void RequireTuple(AbiType tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        if (tuple.Kind != AbiKind.Tuple)
        {
            throw new ArgumentException("Values are encoded as the members of a tuple.", nameof(tuple));
        }
    }
}
