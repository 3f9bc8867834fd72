// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Jose;

namespace Suti.Dids;

/// <summary>The answer of a <see cref="DidTokenVerifier"/>.</summary>
public sealed record DidTokenResult
{
    private DidTokenResult(Jwt? token, Did? issuer, VerificationMethod? method, JoseError? error)
    {
        Token = token;
        Issuer = issuer;
        Method = method;
        Error = error;
    }

    /// <summary>Whether the token may be relied on.</summary>
    [MemberNotNullWhen(true, nameof(Token), nameof(Issuer), nameof(Method))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsVerified => Error is null;

    /// <summary>The token; null when it is not verified.</summary>
    public Jwt? Token { get; }

    /// <summary>Who signed; null when it is not verified.</summary>
    public Did? Issuer { get; }

    /// <summary>The key of the issuer that the signature verifies with; null when it is not verified.</summary>
    public VerificationMethod? Method { get; }

    /// <summary>What is wrong; null when nothing is.</summary>
    public JoseError? Error { get; }

    internal static DidTokenResult Of(Jwt token, Did issuer, VerificationMethod method) => new(token, issuer, method, null);

    internal static DidTokenResult Refuse(JoseError error) => new(null, null, null, error);

    internal static DidTokenResult Refuse(string code, string message) => Refuse(new JoseError(code, message));
}
