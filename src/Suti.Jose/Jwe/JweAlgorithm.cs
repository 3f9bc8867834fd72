// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Jose;

/// <summary>How a JWE brings the content key to its recipient: <c>alg</c> (RFC 7518 §4, ECDH-1PU drafts).</summary>
public sealed class JweAlgorithm
{
    private JweAlgorithm(string name, JweAlgorithmKind kind, int wrappingKeySize = 0, bool isDecryptOnly = false)
    {
        Name = name;
        Kind = kind;
        WrappingKeySize = wrappingKeySize;
        IsDecryptOnly = isDecryptOnly;
    }

    /// <summary>The shared secret is the content key.</summary>
    public static JweAlgorithm Direct { get; } = new("dir", JweAlgorithmKind.Direct);

    /// <summary>AES key wrap with a 128-bit secret.</summary>
    public static JweAlgorithm A128KW { get; } = new("A128KW", JweAlgorithmKind.AesKeyWrap, 16);

    /// <summary>AES key wrap with a 192-bit secret.</summary>
    public static JweAlgorithm A192KW { get; } = new("A192KW", JweAlgorithmKind.AesKeyWrap, 24);

    /// <summary>AES key wrap with a 256-bit secret.</summary>
    public static JweAlgorithm A256KW { get; } = new("A256KW", JweAlgorithmKind.AesKeyWrap, 32);

    /// <summary>AES-GCM with a 128-bit secret around the content key.</summary>
    public static JweAlgorithm A128GcmKW { get; } = new("A128GCMKW", JweAlgorithmKind.AesGcmKeyWrap, 16);

    /// <summary>AES-GCM with a 192-bit secret around the content key.</summary>
    public static JweAlgorithm A192GcmKW { get; } = new("A192GCMKW", JweAlgorithmKind.AesGcmKeyWrap, 24);

    /// <summary>AES-GCM with a 256-bit secret around the content key.</summary>
    public static JweAlgorithm A256GcmKW { get; } = new("A256GCMKW", JweAlgorithmKind.AesGcmKeyWrap, 32);

    /// <summary>ECDH with an ephemeral key; the agreed key is the content key.</summary>
    public static JweAlgorithm EcdhEs { get; } = new("ECDH-ES", JweAlgorithmKind.EphemeralStatic);

    /// <summary>ECDH with an ephemeral key, and AES key wrap with 128 bits.</summary>
    public static JweAlgorithm EcdhEsA128KW { get; } = new("ECDH-ES+A128KW", JweAlgorithmKind.EphemeralStatic, 16);

    /// <summary>ECDH with an ephemeral key, and AES key wrap with 192 bits.</summary>
    public static JweAlgorithm EcdhEsA192KW { get; } = new("ECDH-ES+A192KW", JweAlgorithmKind.EphemeralStatic, 24);

    /// <summary>ECDH with an ephemeral key, and AES key wrap with 256 bits.</summary>
    public static JweAlgorithm EcdhEsA256KW { get; } = new("ECDH-ES+A256KW", JweAlgorithmKind.EphemeralStatic, 32);

    /// <summary>ECDH with an ephemeral and the sender's key, and AES key wrap with 256 bits (draft-madden-jose-ecdh-1pu-04).</summary>
    public static JweAlgorithm Ecdh1PuA256KW { get; } = new("ECDH-1PU+A256KW", JweAlgorithmKind.OnePassUnified, 32);

    /// <summary>RSAES-OAEP with SHA-1, as RFC 7518 has it.</summary>
    public static JweAlgorithm RsaOaep { get; } = new("RSA-OAEP", JweAlgorithmKind.Rsa);

    /// <summary>RSAES-OAEP with SHA-256.</summary>
    public static JweAlgorithm RsaOaep256 { get; } = new("RSA-OAEP-256", JweAlgorithmKind.Rsa);

    /// <summary>RSAES-PKCS1-v1_5. Weak by its design: decryption only, and only where it is asked for by name.</summary>
    public static JweAlgorithm Rsa15 { get; } = new("RSA1_5", JweAlgorithmKind.Rsa, isDecryptOnly: true);

    /// <summary>A key from a password by PBKDF2 with HMAC-SHA-256, and AES key wrap with 128 bits.</summary>
    public static JweAlgorithm Pbes2Hs256A128KW { get; } = new("PBES2-HS256+A128KW", JweAlgorithmKind.Password, 16);

    /// <summary>A key from a password by PBKDF2 with HMAC-SHA-384, and AES key wrap with 192 bits.</summary>
    public static JweAlgorithm Pbes2Hs384A192KW { get; } = new("PBES2-HS384+A192KW", JweAlgorithmKind.Password, 24);

    /// <summary>A key from a password by PBKDF2 with HMAC-SHA-512, and AES key wrap with 256 bits.</summary>
    public static JweAlgorithm Pbes2Hs512A256KW { get; } = new("PBES2-HS512+A256KW", JweAlgorithmKind.Password, 32);

    /// <summary>Veramo's ECDH with an ephemeral key and XChaCha20-Poly1305 around the content key. Decryption only.</summary>
    public static JweAlgorithm EcdhEsXc20PKW { get; } = new("ECDH-ES+XC20PKW", JweAlgorithmKind.EphemeralStatic, 32, isDecryptOnly: true);

    /// <summary>Veramo's ECDH-1PU (draft 3) with XChaCha20-Poly1305 around the content key. Decryption only.</summary>
    public static JweAlgorithm Ecdh1PuXc20PKW { get; } = new("ECDH-1PU+XC20PKW", JweAlgorithmKind.OnePassUnified, 32, isDecryptOnly: true);

    /// <summary>The value of <c>alg</c>.</summary>
    public string Name { get; }

    /// <summary>Whether messages can be read with it but not made.</summary>
    public bool IsDecryptOnly { get; }

    internal static IReadOnlyList<JweAlgorithm> All { get; } =
    [
        Direct, A128KW, A192KW, A256KW, A128GcmKW, A192GcmKW, A256GcmKW, EcdhEs, EcdhEsA128KW, EcdhEsA192KW, EcdhEsA256KW,
        Ecdh1PuA256KW, RsaOaep, RsaOaep256, Rsa15, Pbes2Hs256A128KW, Pbes2Hs384A192KW, Pbes2Hs512A256KW, EcdhEsXc20PKW, Ecdh1PuXc20PKW,
    ];

    internal JweAlgorithmKind Kind { get; }

    /// <summary>The size of the key that wraps the content key; 0 where nothing is wrapped with AES.</summary>
    internal int WrappingKeySize { get; }

    /// <summary>Whether the content key is wrapped with XChaCha20-Poly1305.</summary>
    internal bool WrapsWithXChaCha => this == EcdhEsXc20PKW || this == Ecdh1PuXc20PKW;

    /// <summary>Whether nothing is wrapped: the content key is agreed on or shared, and there is one recipient.</summary>
    internal bool IsDirect => this == Direct || this == EcdhEs;

    internal bool IsAgreement => Kind is JweAlgorithmKind.EphemeralStatic or JweAlgorithmKind.OnePassUnified;

    /// <summary>The algorithm of that name.</summary>
    public static bool TryGet(string? name, [NotNullWhen(true)] out JweAlgorithm? algorithm)
    {
        algorithm = All.FirstOrDefault(candidate => candidate.Name == name);
        return algorithm is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
