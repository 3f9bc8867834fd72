// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The decoded form of a public key: what its algorithms need to work without decoding again.</summary>
internal abstract class PublicKeyMaterial(byte[] raw)
{
    /// <summary>The key in <see cref="PublicKeyFormat.Raw"/>. Never handed out without copying.</summary>
    public byte[] Raw { get; } = raw;
}
