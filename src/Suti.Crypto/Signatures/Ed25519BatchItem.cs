// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>One signature of a batch.</summary>
/// <param name="Key">The Ed25519 key that it is checked under.</param>
/// <param name="Data">What was signed.</param>
/// <param name="Signature">The signature.</param>
public readonly record struct Ed25519BatchItem(PublicKey Key, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Signature);
