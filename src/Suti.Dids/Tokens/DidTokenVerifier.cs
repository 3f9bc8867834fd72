// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Jose;

namespace Suti.Dids;

/// <summary>
/// Verifies JWTs whose issuer is a DID: the signature must be by a key that the issuer's document lists for the purpose. A key of
/// somebody else, named by <c>kid</c>, does not speak for the issuer.
/// </summary>
public sealed class DidTokenVerifier
{
    /// <summary>A document may have a hundred keys, and a token need not say which: more than these are not tried.</summary>
    private const int MaxKeys = 20;

    private readonly IDidResolver _resolver;

    /// <summary>Makes a verifier.</summary>
    /// <param name="resolver">Resolves the issuers.</param>
    public DidTokenVerifier(IDidResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
    }

    /// <summary>Verifies a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="policy">What is expected of its claims.</param>
    /// <param name="relationship">What the issuer's key must be listed for.</param>
    /// <param name="cancellationToken">Stops the resolution.</param>
    public async ValueTask<DidTokenResult> VerifyAsync(
        string token,
        JwtPolicy policy,
        VerificationRelationship relationship = VerificationRelationship.Authentication,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(policy);
        if (!Jwt.TryParse(token, out var jwt, out var error) || !jwt.Check(policy, out error))
        {
            return DidTokenResult.Refuse(error);
        }

        if (!Did.TryParse(jwt.Claims.Issuer, out var issuer))
        {
            return DidTokenResult.Refuse(JwtErrorCodes.Issuer, "The issuer of the token is not a DID.");
        }

        if (!JwsAlgorithm.TryGet(jwt.Header.Algorithm, out var algorithm) || algorithm.Signature is null || !policy.Algorithms.Contains(algorithm))
        {
            return DidTokenResult.Refuse(JoseErrorCodes.AlgorithmNotAllowed, "The algorithm of the token is not one that is accepted.");
        }

        var resolved = await _resolver.ResolveAsync(issuer.ToString(), cancellationToken: cancellationToken).ConfigureAwait(false);
        if (resolved.Document is not { } document || resolved.Error is not null)
        {
            var cause = (resolved.Error ?? new DidError(DidErrorCodes.NotFound, "The issuer has no document.")).ToException();
            return DidTokenResult.Refuse(cause.Code, cause.Message);
        }

        if (resolved.DocumentMetadata.Deactivated)
        {
            return DidTokenResult.Refuse("did.deactivated", "The DID of the issuer is deactivated.");
        }

        return Verify(token, jwt, issuer, document, algorithm, relationship);
    }

    private static DidTokenResult Verify(
        string token, Jwt jwt, Did issuer, DidDocument document, JwsAlgorithm algorithm, VerificationRelationship relationship)
    {
        var signed = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        var signature = jwt.Jws.Signatures[0].Value.Span;
        foreach (var method in FindMethods(document, jwt.Header.KeyId, relationship))
        {
            if (method.TryGetKey(out var key, out _)
                && (key.PublicKey is null || key.PublicKey.Type == algorithm.Signature!.KeyType)
                && key.Verify(algorithm.Signature!, signed, signature))
            {
                return DidTokenResult.Of(jwt, issuer, method);
            }
        }

        return DidTokenResult.Refuse(JoseErrorCodes.SignatureInvalid, "No key that the issuer lists for this purpose made the signature.");
    }

    /// <summary>The key that is named, if it is one of the document; all of that purpose when none is named.</summary>
    private static IEnumerable<VerificationMethod> FindMethods(DidDocument document, string? keyId, VerificationRelationship relationship)
    {
        if (keyId is null || !keyId.Contains('#', StringComparison.Ordinal))
        {
            return document.GetMethods(relationship).Take(MaxKeys);
        }

        return (keyId.StartsWith('#') ? DidUrl.TryParseRelative(document.Id, keyId, out var url) : DidUrl.TryParse(keyId, out url))
            && document.TryGetMethod(url, relationship, out var method)
                ? [method]
                : [];
    }
}
