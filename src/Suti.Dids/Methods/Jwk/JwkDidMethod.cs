// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Dids;

/// <summary>did:jwk: the DID is a public JSON Web Key in base64url.</summary>
public sealed partial class JwkDidMethod : IDidMethod
{
    private const string Prefix = "did:jwk:";

    /// <inheritdoc/>
    public string Name => "jwk";

    /// <inheritdoc/>
    public bool IsOffline => true;

    /// <summary>The DID of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="use">The member <c>use</c>: <c>sig</c>, <c>enc</c>, or null for both where the key can do both.</param>
    public static Did Create(PublicKey key, string? use = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Create(Jwk.FromPublicKey(key, use: use ?? (key.Type == KeyType.X25519 ? "enc" : null)));
    }

    /// <summary>The DID of a JWK, with its members as they are. Secret members are left out.</summary>
    /// <exception cref="ArgumentException">The JWK is a symmetric key.</exception>
    public static Did Create(Jwk jwk)
    {
        ArgumentNullException.ThrowIfNull(jwk);
        return jwk.IsSymmetric
            ? throw new ArgumentException("A symmetric key has no public form.", nameof(jwk))
            : new Did(Prefix + Base64Url.Encode(Encoding.UTF8.GetBytes(jwk.ToPublicJson())), "jwk".Length);
    }

    /// <inheritdoc/>
    public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        return new(Resolve(did));
    }

    private static DidResolutionResult Resolve(Did did)
    {
        if (!Base64Url.TryDecode(did.IdSpan, out var json))
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The identifier is not base64url.");
        }

        if (!Jwk.TryParse(json, out var jwk, out var refusal))
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, $"The JWK is refused: {refusal.Message}");
        }

        using (jwk)
        {
            if (jwk.IsSecret || jwk.PublicKey is null)
            {
                return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The JWK holds a secret.");
            }

            // did:jwk, "Read": sig leaves out keyAgreement, enc leaves out everything else.
            var relationships = jwk.Use switch
            {
                "sig" => VerificationRelationship.Signing,
                "enc" => VerificationRelationship.KeyAgreement,
                _ => VerificationRelationship.Signing | VerificationRelationship.KeyAgreement,
            };
            var id = did.AppendFragment("0");
            var written = WrittenVerificationMethod.OfJwk(
                id.ToString(), Encoding.UTF8.GetString(json), new VerificationKey(jwk.PublicKey), isStandard: false);
            return DidResolutionResult.FromDocument(new DidDocumentBuilder(did).Add(id, written, relationships).Build());
        }
    }
}
