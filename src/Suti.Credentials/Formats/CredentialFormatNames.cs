// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The names of the formats that are here.</summary>
public static class CredentialFormatNames
{
    /// <summary>JWTs of the data model 1.1.</summary>
    public const string Jwt = "jwt";

    /// <summary>JWTs of the data model 2.0; presentations are <c>vp+jwt</c>.</summary>
    public const string VcJwt = "vc+jwt";

    /// <summary>SD-JWTs of the data model 2.0; presentations are <c>vp+sd-jwt</c>.</summary>
    public const string VcSdJwt = "vc+sd-jwt";

    /// <summary>SD-JWT VC.</summary>
    public const string SdJwtVc = "dc+sd-jwt";

    /// <summary>COSE messages of the data model 2.0; presentations are <c>vp+cose</c>.</summary>
    public const string VcCose = "vc+cose";

    /// <summary>EIP-712.</summary>
    public const string Eip712 = "EthereumEip712Signature2021";
}
