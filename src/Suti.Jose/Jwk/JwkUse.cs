// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>What a key is about to be used for; a JWK may restrict it by <c>use</c> and <c>key_ops</c>.</summary>
public enum JwkUse
{
    /// <summary>Computing a signature or MAC.</summary>
    Sign,

    /// <summary>Verifying a signature or MAC.</summary>
    Verify,

    /// <summary>Encrypting content.</summary>
    Encrypt,

    /// <summary>Decrypting content.</summary>
    Decrypt,

    /// <summary>Encrypting a key.</summary>
    WrapKey,

    /// <summary>Decrypting a key.</summary>
    UnwrapKey,

    /// <summary>Agreeing on a key or deriving one.</summary>
    DeriveKey,
}
