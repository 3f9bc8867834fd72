// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A curve in short Weierstrass form as its algorithms see it: in terms of bytes.</summary>
internal abstract class WeierstrassCurve : KeyFamily
{
    public static WeierstrassCurve Secp256k1 { get; } =
        new WeierstrassCurve<Secp256k1Curve, Field256<Secp256k1Prime>, Montgomery<Secp256k1Order, Limbs4>>();

    public static WeierstrassCurve P256 { get; } =
        new WeierstrassCurve<P256Curve, Field256<P256Prime>, Montgomery<P256Order, Limbs4>>();

    public static WeierstrassCurve P384 { get; } =
        new WeierstrassCurve<P384Curve, Montgomery<P384Prime, Limbs6>, Montgomery<P384Order, Limbs6>>();

    public static WeierstrassCurve P521 { get; } =
        new WeierstrassCurve<P521Curve, Montgomery<P521Prime, Limbs9>, Montgomery<P521Order, Limbs9>>();

    /// <summary>The size in bytes of a coordinate, and of a number below the order.</summary>
    public abstract int Size { get; }

    /// <summary>The curve of a type of key, if it is one in Weierstrass form.</summary>
    public static WeierstrassCurve? Of(KeyType type) => type switch
    {
        KeyType.Secp256k1 => Secp256k1,
        KeyType.P256 => P256,
        KeyType.P384 => P384,
        KeyType.P521 => P521,
        _ => null,
    };

    /// <summary>Decodes a point from its coordinates; null when it is not on the curve.</summary>
    public abstract PublicKeyMaterial? TryImportCoordinates(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y);

    /// <summary>Writes the coordinates of a point, each in full size.</summary>
    public abstract void WriteCoordinates(PublicKeyMaterial key, Span<byte> x, Span<byte> y);

    /// <summary>Decodes an uncompressed point (SEC 1 section 2.3.4); null when it is not one.</summary>
    public PublicKeyMaterial? TryImportUncompressed(ReadOnlySpan<byte> point) =>
        point.Length == 1 + (2 * Size) && point[0] == 4 ? TryImportCoordinates(point.Slice(1, Size), point[(1 + Size)..]) : null;

    /// <summary>Encodes a point without compression.</summary>
    public byte[] ToUncompressed(PublicKeyMaterial key)
    {
        var point = new byte[1 + (2 * Size)];
        point[0] = 4;
        WriteCoordinates(key, point.AsSpan(1, Size), point.AsSpan(1 + Size));
        return point;
    }

    /// <summary>
    /// Signs a digest in constant time with a nonce by RFC 6979. Returns the recovery id: bit 0 is set when the y
    /// coordinate of the nonce point is odd, bit 1 when its x coordinate is at or above the order.
    /// </summary>
    public abstract int Sign(
        PrivateKeyMaterial key, ReadOnlySpan<byte> digest, MacAlgorithm mac, bool lowS, Span<byte> signature);

    /// <summary>Verifies a signature <c>r || s</c> of a digest.</summary>
    public abstract bool VerifyVartime(
        PublicKeyMaterial key,
        ReadOnlySpan<byte> digest,
        ReadOnlySpan<byte> signature,
        bool requireLowS,
        Implementation implementation = Implementation.Fastest);

    /// <summary>
    /// The key under which a signature of a digest verifies (SEC 1 section 4.1.6); null when there is none.
    /// </summary>
    public abstract PublicKeyMaterial? RecoverVartime(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, int recoveryId);

    /// <summary>
    /// Computes the x coordinate of the product of a secret and a point. A point of prime order gives one always.
    /// </summary>
    public abstract void Agree(
        PrivateKeyMaterial key, PublicKeyMaterial peer, Span<byte> sharedSecret, Implementation implementation = Implementation.Fastest);

    /// <summary>
    /// Writes the sum of two numbers modulo the order, in constant time. False when the tweak is not below the order
    /// or the sum is zero.
    /// </summary>
    public abstract bool TryAddScalars(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> tweak, Span<byte> sum);

    /// <summary>
    /// The point plus the tweak times the generator; null when the tweak is not below the order or the sum is infinity.
    /// </summary>
    public abstract PublicKeyMaterial? TryAddGenerator(PublicKeyMaterial key, ReadOnlySpan<byte> tweak);

    /// <summary>Whether s is at most half of the order.</summary>
    public abstract bool IsLowS(ReadOnlySpan<byte> s);
}
