// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>A curve over its field and its numbers: keys and agreement.</summary>
internal sealed partial class WeierstrassCurve<TCurve, TField, TScalar> : WeierstrassCurve
    where TCurve : ICurve<TField>
    where TField : unmanaged, IFieldElement<TField>
    where TScalar : unmanaged, IScalar<TScalar>
{
    /// <summary>The size of a coordinate or number of the largest curve, in bytes.</summary>
    private const int MaximumSize = 66;

    private static readonly TField B = DecodeB();

    public override KeyType Type => TCurve.Type;

    public override int Size => TField.Size;

    public override PublicKeyMaterial? TryImportPublic(ReadOnlySpan<byte> raw)
    {
        // A compressed point (SEC 1 section 2.3.4). No point has y = 0, since the order is an odd prime.
        if (raw.Length != 1 + Size || raw[0] is not (2 or 3) || !TField.TryDecode(raw[1..], out var x))
        {
            return null;
        }

        return TryDecompressVartime(x, raw[0] == 3, out var point) ? new WeierstrassPublicKey<TField>(raw.ToArray(), point) : null;
    }

    public override PublicKeyMaterial? TryImportCoordinates(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (x.Length != Size || y.Length != Size || !TField.TryDecode(x, out var pointX) || !TField.TryDecode(y, out var pointY))
        {
            return null;
        }

        return TField.IsZeroVartime(TField.Square(pointY) - RightSide(pointX)) ? ToPublicKey(new(pointX, pointY)) : null;
    }

    public override PrivateKeyMaterial? TryImportPrivate(ReadOnlySpan<byte> raw)
    {
        if (raw.Length != Size || !TScalar.TryDecode(raw, out var secret) || TScalar.IsZeroMask(secret) != 0)
        {
            return null;
        }

        var kept = GC.AllocateUninitializedArray<byte>(raw.Length, pinned: true);
        raw.CopyTo(kept);
        return ToPrivateKey(kept, secret);
    }

    public override PrivateKeyMaterial Generate(RandomSource random)
    {
        // FIPS 186-5 appendix A.2.2: numbers of the order's length are drawn until one is between zero and the order.
        var raw = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
        while (true)
        {
            random.Fill(raw);
            raw[0] &= (byte)(0xFF >> ((8 * Size) - TScalar.BitLength));
            if (TScalar.TryDecode(raw, out var secret) && TScalar.IsZeroMask(secret) == 0)
            {
                return ToPrivateKey(raw, secret);
            }
        }
    }

    public override void WriteCoordinates(PublicKeyMaterial key, Span<byte> x, Span<byte> y)
    {
        ref readonly var point = ref ((WeierstrassPublicKey<TField>)key).Point;
        TField.Encode(point.X, x);
        TField.Encode(point.Y, y);
    }

    public override void Agree(
        PrivateKeyMaterial key,
        PublicKeyMaterial peer,
        Span<byte> sharedSecret,
        Implementation implementation = Implementation.Fastest)
    {
        if (PlatformCurve.IsChosen(Type, implementation))
        {
            PlatformCurve.Agree(
                ((WeierstrassPrivateKey)key).Agreements(this), ((WeierstrassPublicKey<TField>)peer).Agreements(this), sharedSecret);
            return;
        }

        TScalar.TryDecode(key.Raw, out var secret);
        var product = Multiplication<TCurve, TField, TScalar>.Multiply(((WeierstrassPublicKey<TField>)peer).Point, secret);
        TField.Encode(product.ToAffine().X, sharedSecret);
    }

    public override bool TryAddScalars(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> tweak, Span<byte> sum)
    {
        var valid = TScalar.TryDecode(secret, out var left) & TScalar.TryDecode(tweak, out var right);
        var total = left + right;
        TScalar.Encode(total, sum);
        if (valid && TScalar.IsZeroMask(total) == 0)
        {
            return true;
        }

        CryptographicOperations.ZeroMemory(sum);
        return false;
    }

    public override PublicKeyMaterial? TryAddGenerator(PublicKeyMaterial key, ReadOnlySpan<byte> tweak)
    {
        if (tweak.Length != Size || !TScalar.TryDecode(tweak, out var factor))
        {
            return null;
        }

        ref readonly var point = ref ((WeierstrassPublicKey<TField>)key).Point;
        if (TScalar.IsZeroMask(factor) != 0)
        {
            return key;
        }

        var sum = Multiplication<TCurve, TField, TScalar>.MultiplyGenerator(factor);
        sum.AddVartime(point);
        return TField.IsZeroVartime(sum.Z) ? null : ToPublicKey(sum.ToAffineVartime());
    }

    private static bool TryDecompressVartime(in TField x, bool odd, out AffinePoint<TField> point)
    {
        var isSquare = TField.TrySquareRoot(RightSide(x), out var y);
        point = new AffinePoint<TField>(x, y).NegateWhere(IsOdd(y) == odd ? 0 : ulong.MaxValue);
        return isSquare;
    }

    private static TField RightSide(in TField x)
    {
        var cube = TField.Square(x) * x;
        return TField.Tidy(TCurve.HasZeroA ? cube + B : cube - (x + x + x) + B);
    }

    private static bool IsOdd(in TField value)
    {
        Span<byte> bytes = stackalloc byte[MaximumSize];
        TField.Encode(value, bytes[..TField.Size]);
        return (bytes[TField.Size - 1] & 1) != 0;
    }

    private static WeierstrassPublicKey<TField> ToPublicKey(in AffinePoint<TField> point)
    {
        var raw = new byte[1 + TField.Size];
        raw[0] = (byte)(IsOdd(point.Y) ? 3 : 2);
        TField.Encode(point.X, raw.AsSpan(1));
        return new(raw, point);
    }

    private static WeierstrassPrivateKey ToPrivateKey(byte[] raw, in TScalar secret) =>
        new(raw, ToPublicKey(Multiplication<TCurve, TField, TScalar>.MultiplyGenerator(secret).ToAffine()));

    private static TField DecodeB()
    {
        TField.TryDecode(TCurve.B, out var b);
        return b;
    }
}
