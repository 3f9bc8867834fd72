// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The JSON-LD contexts that credentials begin with.</summary>
public static class CredentialContexts
{
    /// <summary>The context of the data model 1.1.</summary>
    public const string V1 = "https://www.w3.org/2018/credentials/v1";

    /// <summary>The context of the data model 2.0.</summary>
    public const string V2 = "https://www.w3.org/ns/credentials/v2";

    /// <summary>Gives terms that no context defines a meaning of the issuer's own (VCDM 2.0 §B.2).</summary>
    public const string UndefinedTerms = "https://www.w3.org/ns/credentials/undefined-terms/v2";
}
