// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A number between zero and the order.</summary>
internal sealed class WeierstrassPrivateKey(byte[] raw, PublicKeyMaterial publicKey) : PrivateKeyMaterial(raw, publicKey);
