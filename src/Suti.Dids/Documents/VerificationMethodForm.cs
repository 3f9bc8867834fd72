// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>How a document that is made here writes its keys.</summary>
public enum VerificationMethodForm
{
    /// <summary><c>Multikey</c> with <c>publicKeyMultibase</c>.</summary>
    Multikey,

    /// <summary><c>JsonWebKey</c> with <c>publicKeyJwk</c>, as in Controlled Identifiers.</summary>
    JsonWebKey,

    /// <summary><c>JsonWebKey2020</c> with <c>publicKeyJwk</c>.</summary>
    JsonWebKey2020,

    /// <summary><c>Ed25519VerificationKey2020</c> and its siblings with <c>publicKeyMultibase</c>; types of key that have none fall back to <see cref="JsonWebKey2020"/>.</summary>
    Suite2020,

    /// <summary><c>Ed25519VerificationKey2018</c> and its siblings with <c>publicKeyBase58</c>; types of key that have none fall back to <see cref="JsonWebKey2020"/>.</summary>
    Suite2018,
}
