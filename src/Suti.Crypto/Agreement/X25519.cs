// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>X25519 (RFC 7748 §5). A shared secret of zeros, which peers of small order give, is refused (§6.1).</summary>
public sealed class X25519 : KeyAgreementAlgorithm
{
    private static readonly SelfTest KnownAnswer = new("X25519", IsKnownAnswerRight);

    internal X25519()
        : base("X25519", KeyType.X25519, X25519Core.Size)
    {
    }

    private protected override bool TryAgreeCore(PrivateKey key, PublicKey peer, Span<byte> sharedSecret)
    {
        KnownAnswer.Require();
        return X25519Core.TryMultiply(key.Material.Raw, peer.Material.Raw, sharedSecret);
    }

    /// <summary>The first test of RFC 7748 §5.2, and the public key of §6.1.</summary>
    private static bool IsKnownAnswerRight()
    {
        Span<byte> result = stackalloc byte[X25519Core.Size];
        return X25519Core.TryMultiply(
                Convert.FromHexString("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
                Convert.FromHexString("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
                result)
            && result.SequenceEqual(Convert.FromHexString("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"))
            && IsPublicKeyRight(result);
    }

    private static bool IsPublicKeyRight(Span<byte> result)
    {
        X25519Core.MultiplyBase(
            Convert.FromHexString("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"), result);
        return result.SequenceEqual(Convert.FromHexString("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
    }
}
