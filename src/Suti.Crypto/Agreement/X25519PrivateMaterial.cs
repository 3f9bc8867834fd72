// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>An X25519 private key: the bytes as given, clamped when used.</summary>
internal sealed class X25519PrivateMaterial : PrivateKeyMaterial
{
    private X25519PrivateMaterial(byte[] raw, X25519PublicMaterial publicKey)
        : base(raw, publicKey)
    {
    }

    public static X25519PrivateMaterial FromRaw(ReadOnlySpan<byte> scalar)
    {
        var raw = GC.AllocateUninitializedArray<byte>(X25519Core.Size, pinned: true);
        scalar.CopyTo(raw);
        return FromPinned(raw);
    }

    public static X25519PrivateMaterial Generate(RandomSource random)
    {
        var raw = GC.AllocateUninitializedArray<byte>(X25519Core.Size, pinned: true);
        random.Fill(raw);
        return FromPinned(raw);
    }

    private static X25519PrivateMaterial FromPinned(byte[] raw)
    {
        var publicKey = new byte[X25519Core.Size];
        X25519Core.MultiplyBase(raw, publicKey);
        return new X25519PrivateMaterial(raw, new X25519PublicMaterial(publicKey));
    }
}
