// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>The types of verification methods for the algorithms in names of attributes.</summary>
internal static class EthrKeyTypes
{
    public static string TypeOf(string algorithm, string purpose, EthrDocumentForm form) => form == EthrDocumentForm.MethodText
        ? algorithm switch
        {
            "Secp256k1" => "EcdsaSecp256k1VerificationKey2019",
            "Ed25519" => "Ed25519VerificationKey2020",
            "X25519" => "X25519KeyAgreementKey2020",
            _ => algorithm,
        }
        : (algorithm, purpose) switch
        {
            ("Secp256k1", "veriKey" or "sigAuth") => "EcdsaSecp256k1VerificationKey2019",
            ("Ed25519", "veriKey" or "sigAuth") => "Ed25519VerificationKey2018",
            ("RSA", "veriKey") => "RSAVerificationKey2018",
            ("X25519", "enc") => "X25519KeyAgreementKey2019",
            _ => algorithm,
        };

    /// <summary>The context that defines a type; null where none does, or where the document has it already.</summary>
    public static string? ContextOf(string type) => type switch
    {
        "EcdsaSecp256k1VerificationKey2019" => "https://w3id.org/security/v2",
        "Ed25519VerificationKey2020" => "https://w3id.org/security/suites/ed25519-2020/v1",
        "X25519KeyAgreementKey2020" => "https://w3id.org/security/suites/x25519-2020/v1",
        "Multikey" => DidContexts.Multikey,
        _ => null,
    };
}
