// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A decoded Ed25519 public key: the point, and odd multiples of its negative, which verification adds.</summary>
internal sealed class Ed25519PublicMaterial : PublicKeyMaterial
{
    private Array? _negativeMultiples;

    /// <param name="raw">The key as it is encoded.</param>
    /// <param name="point">The point that was decoded from it, or computed with it.</param>
    public Ed25519PublicMaterial(byte[] raw, in EdwardsPoint point)
        : base(raw)
    {
        Point = point;
        IsSmallOrder = point.IsSmallOrder();
    }

    public EdwardsPoint Point { get; }

    public bool IsSmallOrder { get; }

    /// <summary>Decodes a key in canonical encoding that is not of small order; null when it is not one.</summary>
    public static Ed25519PublicMaterial? TryDecode(ReadOnlySpan<byte> raw) =>
        EdwardsPoint.TryDecodeVartime(raw, requireCanonical: true, out var point)
        && new Ed25519PublicMaterial(raw.ToArray(), point) is { IsSmallOrder: false } material
            ? material
            : null;

    /// <summary>Decodes any encoding of any point, as ZIP 215 wants it; null when it is none.</summary>
    public static Ed25519PublicMaterial? TryDecodeZip215(ReadOnlySpan<byte> raw) =>
        EdwardsPoint.TryDecodeVartime(raw, requireCanonical: false, out var point)
            ? new Ed25519PublicMaterial(raw.ToArray(), point)
            : null;

    /// <summary>The odd multiples of the negative, made once.</summary>
    public ReadOnlySpan<TCached> NegativeMultiples<TPoint, TCached>()
        where TPoint : struct, IEdwardsPoint<TPoint, TCached>
        where TCached : struct
    {
        if (_negativeMultiples is not TCached[] table)
        {
            table = new TCached[EdwardsMultiplication<TPoint, TCached>.PointTableSize];
            EdwardsMultiplication<TPoint, TCached>.OddMultiples(-Point, table);
            _negativeMultiples = table;
        }

        return table;
    }
}
