// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>What a verifier expects of an SD-JWT.</summary>
public sealed record SdJwtPolicy
{
    /// <summary>What is expected of the issuer-signed JWT and of the claims as disclosed.</summary>
    public required JwtPolicy Token { get; init; }

    /// <summary>
    /// What is expected of the holder. When null, no key binding is required, and one that is there is not looked at:
    /// <see cref="VerifiedSdJwt.IsKeyBound"/> is false.
    /// </summary>
    public KeyBindingPolicy? KeyBinding { get; init; }
}
