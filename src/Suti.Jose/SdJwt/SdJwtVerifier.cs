// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>Verifies an SD-JWT (RFC 9901 §7.1 and §7.3).</summary>
internal static class SdJwtVerifier
{
    public static VerifiedSdJwt? Verify(SdJwt sdJwt, PublicKey issuerKey, SdJwtPolicy policy, out JoseError? error)
    {
        var signature = FindSignature(sdJwt.Jws, issuerKey, policy.Token.Algorithms, out error);
        if (signature is null)
        {
            return null;
        }

        var payload = SdJwtReader.ParsePayload(sdJwt.Jws.Payload.Span, out error);
        if (payload is null || SdJwtProcessor.Process(payload, sdJwt.Disclosures, out var hash, out error) is null)
        {
            return null;
        }

        // Step 6: the claims that decide on validity may themselves have been disclosed.
        if (!JwtClaims.TryParse(Encoding.UTF8.GetBytes(payload.ToJsonString()), out var claims, out error))
        {
            return null;
        }

        error = policy.Token.Check(signature.Header, claims);
        if (error is not null)
        {
            return null;
        }

        var holderKey = HolderKeyOf(payload);
        if (policy.KeyBinding is { } keyBinding)
        {
            error = KeyBindingVerifier.Check(sdJwt, holderKey, hash, keyBinding, policy.Token);
            if (error is not null)
            {
                return null;
            }
        }

        return new VerifiedSdJwt(payload, claims, holderKey, policy.KeyBinding is not null);
    }

    /// <summary>The signature that the key verifies; of several, any one.</summary>
    private static JwsSignature? FindSignature(Jws jws, PublicKey key, JwsAlgorithms accepted, out JoseError? error)
    {
        error = null;
        foreach (var signature in jws.Signatures)
        {
            if (signature.Verify(key, accepted, out error))
            {
                return signature;
            }
        }

        return null;
    }

    private static PublicKey? HolderKeyOf(JsonObject payload) =>
        payload["cnf"] is JsonObject confirmation
        && confirmation["jwk"] is JsonObject jwk
        && Jwk.TryParse(Encoding.UTF8.GetBytes(jwk.ToJsonString()), out var key, out _)
            ? key.PublicKey
            : null;
}
