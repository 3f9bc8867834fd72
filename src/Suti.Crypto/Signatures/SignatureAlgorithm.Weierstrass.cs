// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <content>The algorithms over curves in Weierstrass form, and RSA.</content>
public abstract partial class SignatureAlgorithm
{
    /// <summary>ECDSA over secp256k1 with SHA-256 (ES256K, RFC 8812). Signatures that are made have a low s.</summary>
    public static Ecdsa EcdsaSecp256k1 { get; } = new(
        "ECDSA secp256k1",
        WeierstrassCurve.Secp256k1,
        HashFunction.Sha256,
        MacAlgorithm.HmacSha256,
        Convert.FromHexString(
            "81970C5C3DDE78D14B7B33E7C9A2E2D2F696C9E686E9CFE2108F013DB1FB878247B66EA39961981005356BF2" +
            "160B4E01A10070155A8C5629F658D065A9179419"));

    /// <summary>ECDSA over P-256 with SHA-256 (ES256).</summary>
    public static Ecdsa EcdsaP256 { get; } = new(
        "ECDSA P-256",
        WeierstrassCurve.P256,
        HashFunction.Sha256,
        MacAlgorithm.HmacSha256,
        Convert.FromHexString(
            "B12CA6BD0C0558A2E0A87A26FD80213E9E471824E634489B5F045194F384BB7EFB03912DC22B4CE3AE88F7D8" +
            "808BBA4CA9DA6275010DB04D1A467F3B669FFB8E"));

    /// <summary>ECDSA over P-384 with SHA-384 (ES384).</summary>
    public static Ecdsa EcdsaP384 { get; } = new(
        "ECDSA P-384",
        WeierstrassCurve.P384,
        HashFunction.Sha384,
        MacAlgorithm.HmacSha384,
        Convert.FromHexString(
            "53F3C9587043671F09A00D7C683E7235677D43BACBD2E7FA0581166DCD683CDB4A6F1BDD60432AF80CB0A6F9" +
            "61EC40E64668943AB4A36C44AB6C49F56C2C4A19F0F1CD168DA93AC599FC5F4BB0BCE1BC051137E288D199BE" +
            "709B741E36098371"));

    /// <summary>ECDSA over P-521 with SHA-512 (ES512).</summary>
    public static Ecdsa EcdsaP521 { get; } = new(
        "ECDSA P-521",
        WeierstrassCurve.P521,
        HashFunction.Sha512,
        MacAlgorithm.HmacSha512,
        Convert.FromHexString(
            "01C8E267A52838064D80D3896F2F3667363CF0F35452069A12C0A8F72563283C242A9CA977E7CBADA5387EDA" +
            "2860334BD3754070CB4B13EE4BADF79A553A04FF35A001C5C984D6C87860DBC31C71370CD69FFAF7ACC1E583" +
            "E3E7CCCC91F9F8A84CDC1BC49FE8077FF38F097D8D46507548DF91FC35F0C0A0FB0D086C262528D4253DFFE0" +
            ""));

    /// <summary>
    /// ECDSA over secp256k1 with SHA-256 whose signatures carry what recovers the key (ES256K-R): <c>r || s || v</c>.
    /// </summary>
    public static RecoverableEcdsa EcdsaSecp256k1Recoverable { get; } = new(EcdsaSecp256k1);

    /// <summary>Schnorr signatures over secp256k1 (BIP-340).</summary>
    public static SchnorrSecp256k1 SchnorrSecp256k1 { get; } = new();

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 (RS256).</summary>
    public static RsaSignature RsaPkcs1Sha256 { get; } =
        new("RSA PKCS #1 SHA-256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384 (RS384).</summary>
    public static RsaSignature RsaPkcs1Sha384 { get; } =
        new("RSA PKCS #1 SHA-384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512 (RS512).</summary>
    public static RsaSignature RsaPkcs1Sha512 { get; } =
        new("RSA PKCS #1 SHA-512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);

    /// <summary>RSASSA-PSS with SHA-256 and a salt of the size of the hash (PS256).</summary>
    public static RsaSignature RsaPssSha256 { get; } =
        new("RSA PSS SHA-256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    /// <summary>RSASSA-PSS with SHA-384 and a salt of the size of the hash (PS384).</summary>
    public static RsaSignature RsaPssSha384 { get; } =
        new("RSA PSS SHA-384", HashAlgorithmName.SHA384, RSASignaturePadding.Pss);

    /// <summary>RSASSA-PSS with SHA-512 and a salt of the size of the hash (PS512).</summary>
    public static RsaSignature RsaPssSha512 { get; } =
        new("RSA PSS SHA-512", HashAlgorithmName.SHA512, RSASignaturePadding.Pss);
}
