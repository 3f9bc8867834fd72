// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The formats that are here.</summary>
public static class CredentialFormats
{
    /// <summary>The JWTs of the data model 1.1.</summary>
    public static JwtCredentialFormat Jwt { get; } = new();

    /// <summary>The JWTs of the data model 2.0.</summary>
    public static VcJwtCredentialFormat VcJwt { get; } = new();

    /// <summary>The SD-JWTs of the data model 2.0.</summary>
    public static VcSdJwtCredentialFormat VcSdJwt { get; } = new();

    /// <summary>SD-JWT VC.</summary>
    public static SdJwtVcCredentialFormat SdJwtVc { get; } = new();

    /// <summary>The COSE messages of the data model 2.0.</summary>
    public static VcCoseCredentialFormat VcCose { get; } = new();

    /// <summary>EIP-712.</summary>
    public static Eip712CredentialFormat Eip712 { get; } = new();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICredentialFormat> All { get; } = [VcJwt, Jwt, SdJwtVc, VcSdJwt, VcCose, Eip712];
}
