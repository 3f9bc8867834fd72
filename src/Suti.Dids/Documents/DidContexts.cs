// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>The JSON-LD contexts that documents name.</summary>
public static class DidContexts
{
    /// <summary>DID Core 1.0.</summary>
    public const string V1 = "https://www.w3.org/ns/did/v1";

    /// <summary>DID 1.1, which defines Multikey and JsonWebKey too.</summary>
    public const string V11 = "https://www.w3.org/ns/did/v1.1";

    /// <summary>Controlled Identifiers 1.0.</summary>
    public const string ControlledIdentifiers = "https://www.w3.org/ns/cid/v1";

    /// <summary>Multikey.</summary>
    public const string Multikey = "https://w3id.org/security/multikey/v1";

    /// <summary>JsonWebKey.</summary>
    public const string Jwk = "https://w3id.org/security/jwk/v1";

    /// <summary>JsonWebKey2020.</summary>
    public const string Jws2020 = "https://w3id.org/security/suites/jws-2020/v1";

    internal const string Ed25519Suite2018 = "https://w3id.org/security/suites/ed25519-2018/v1";
    internal const string Ed25519Suite2020 = "https://w3id.org/security/suites/ed25519-2020/v1";
    internal const string X25519Suite2019 = "https://w3id.org/security/suites/x25519-2019/v1";
    internal const string X25519Suite2020 = "https://w3id.org/security/suites/x25519-2020/v1";
    internal const string Secp256k1Suite2019 = "https://w3id.org/security/suites/secp256k1-2019/v1";

    /// <summary>Whether the context is one that makes a document JSON-LD and so stands first.</summary>
    internal static bool IsCore(string context) => context is V1 or V11 or ControlledIdentifiers;
}
