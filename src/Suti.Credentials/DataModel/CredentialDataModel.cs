// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Which vocabulary a credential speaks.</summary>
public enum CredentialDataModel
{
    /// <summary>W3C Verifiable Credentials Data Model 1.1.</summary>
    V1,

    /// <summary>W3C Verifiable Credentials Data Model 2.0.</summary>
    V2,

    /// <summary>The claims of an SD-JWT VC, which has no JSON-LD.</summary>
    SdJwtVc,
}
