// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>A number between zero and the order.</summary>
internal sealed class WeierstrassPrivateKey(byte[] raw, PublicKeyMaterial publicKey) : PrivateKeyMaterial(raw, publicKey)
{
    private HandleCache<ECDiffieHellman>? _agreements;

    /// <summary>Handles of the platform for this key.</summary>
    public HandleCache<ECDiffieHellman> Agreements(WeierstrassCurve curve) =>
        _agreements ??= PlatformCurve.Agreements(curve, PublicKey, Raw);

    protected override void Clear() => _agreements?.Dispose();
}
