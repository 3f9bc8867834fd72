// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>An RSA public key: the numbers, and handles of the platform for them.</summary>
internal sealed class RsaPublicKey : PublicKeyMaterial
{
    private readonly byte[] _modulus;
    private readonly byte[] _exponent;

    public RsaPublicKey(byte[] raw, ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
        : base(raw)
    {
        _modulus = modulus.ToArray();
        _exponent = exponent.ToArray();
        Handles = new HandleCache<RSA>(Open);
    }

    public ReadOnlySpan<byte> Modulus => _modulus;

    public ReadOnlySpan<byte> Exponent => _exponent;

    public HandleCache<RSA> Handles { get; }

    private RSA Open()
    {
        var rsa = RsaFamily.Open();
        rsa.ImportParameters(new RSAParameters { Modulus = _modulus, Exponent = _exponent });
        return rsa;
    }
}
