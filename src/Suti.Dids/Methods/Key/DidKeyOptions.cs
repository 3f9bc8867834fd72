// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>How documents of did:key are written.</summary>
public sealed record DidKeyOptions
{
    /// <summary>How keys are written.</summary>
    public VerificationMethodForm Form { get; init; } = VerificationMethodForm.Multikey;

    /// <summary>Whether Ed25519 keys come with the X25519 key that follows from them, for encrypted messages.</summary>
    public bool DerivesEncryptionKey { get; init; } = true;
}
