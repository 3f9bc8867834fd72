// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>The decoded form of a private key. It owns its secrets and clears them when disposed.</summary>
internal abstract class PrivateKeyMaterial(byte[] raw, PublicKeyMaterial publicKey) : IDisposable
{
    /// <summary>The secret in <see cref="PrivateKeyFormat.Raw"/>, in pinned memory.</summary>
    public byte[] Raw { get; } = raw;

    public PublicKeyMaterial PublicKey { get; } = publicKey;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(Raw);
        Clear();
    }

    /// <summary>Clears secrets that a family derived from the raw key.</summary>
    protected virtual void Clear()
    {
    }
}
