// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>An X25519 public key: its bytes are all there is to it.</summary>
internal sealed class X25519PublicMaterial(byte[] raw) : PublicKeyMaterial(raw);
