// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Chooses the representation of points that is fastest on this machine.</summary>
internal static class Ed25519Core
{
    public const int SignatureSize = 64;

    public static void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> encoded, out EdwardsPoint affine)
    {
        if (EdwardsPointVector.IsSupported)
        {
            Ed25519Core<EdwardsPointVector, EdwardsCachedVector>.MultiplyBase(scalar, encoded, out affine);
        }
        else
        {
            Ed25519Core<EdwardsPoint, EdwardsCached>.MultiplyBase(scalar, encoded, out affine);
        }
    }

    public static void Sign(Ed25519PrivateMaterial key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        if (EdwardsPointVector.IsSupported)
        {
            Ed25519Core<EdwardsPointVector, EdwardsCachedVector>.Sign(key, data, signature);
        }
        else
        {
            Ed25519Core<EdwardsPoint, EdwardsCached>.Sign(key, data, signature);
        }
    }

    public static bool Verify(
        Ed25519PublicMaterial key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, Ed25519Verification mode) =>
        EdwardsPointVector.IsSupported
            ? Ed25519Core<EdwardsPointVector, EdwardsCachedVector>.Verify(key, data, signature, mode)
            : Ed25519Core<EdwardsPoint, EdwardsCached>.Verify(key, data, signature, mode);

    public static bool VerifyBatch(
        ReadOnlySpan<Ed25519BatchItem> items, Ed25519Verification mode, RandomSource random) =>
        EdwardsPointVector.IsSupported
            ? Ed25519Core<EdwardsPointVector, EdwardsCachedVector>.VerifyBatch(items, mode, random)
            : Ed25519Core<EdwardsPoint, EdwardsCached>.VerifyBatch(items, mode, random);
}
