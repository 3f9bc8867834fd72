// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The members of a payload, or of its <c>vc</c>, that mean something to a JWT of the data model 1.1.</summary>
internal enum JwtMember
{
    /// <summary>Any other: a member of one's own.</summary>
    Other,
    Vc,
    Id,
    Iss,
    Sub,
    Jti,
    Nbf,
    Iat,
    Exp,
    Type,
    Issuer,
    Context,
    AtContext,
    CredentialSubject,
    IssuanceDate,
    ExpirationDate,

    /// <summary>The first of those that belong into <c>vc</c>: <see cref="JwtPayloadWriter.Inner"/>, in its order.</summary>
    Evidence,
    TermsOfUse,
    RefreshService,
    CredentialSchema,
    CredentialStatus,
}
