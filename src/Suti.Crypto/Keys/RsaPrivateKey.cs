// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>An RSA private key, and handles of the platform for it.</summary>
internal sealed class RsaPrivateKey : PrivateKeyMaterial
{
    public RsaPrivateKey(byte[] raw, PublicKeyMaterial publicKey)
        : base(raw, publicKey) =>
        Handles = new HandleCache<RSA>(Open);

    public HandleCache<RSA> Handles { get; }

    protected override void Clear() => Handles.Dispose();

    private RSA Open()
    {
        var rsa = RsaFamily.Open();
        rsa.ImportRSAPrivateKey(Raw, out _);
        return rsa;
    }
}
