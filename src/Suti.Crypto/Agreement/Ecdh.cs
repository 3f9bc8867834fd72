// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Diffie-Hellman over a curve in Weierstrass form, whose points all have the same prime order.</summary>
internal sealed class Ecdh : KeyAgreementAlgorithm
{
    private readonly WeierstrassCurve _curve;
    private readonly SelfTest _selfTest;

    public Ecdh(string name, WeierstrassCurve curve)
        : base(name, curve.Type, curve.Size)
    {
        _curve = curve;
        _selfTest = new SelfTest(name, GivesKnownAnswer);
    }

    private protected override bool TryAgreeCore(PrivateKey key, PublicKey peer, Span<byte> sharedSecret)
    {
        _selfTest.Require();
        _curve.Agree(key.Material, peer.Material, sharedSecret);
        return true;
    }

    /// <summary>
    /// A secret and the generator agree on the x coordinate of the public key, which another algorithm computed.
    /// </summary>
    private bool GivesKnownAnswer()
    {
        Span<byte> number = stackalloc byte[_curve.Size];
        number[^1] = 1;
        using var one = _curve.TryImportPrivate(number);
        number[1..].Fill(1);
        using var secret = _curve.TryImportPrivate(number);
        if (one is null || secret is null)
        {
            return false;
        }

        _curve.Agree(secret, one.PublicKey, number);
        return number.SequenceEqual(secret.PublicKey.Raw.AsSpan(1));
    }
}
