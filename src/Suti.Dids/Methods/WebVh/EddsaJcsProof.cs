// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>
/// Data Integrity proofs of the cryptosuite <c>eddsa-jcs-2022</c> (VC Data Integrity EdDSA §3.3) by did:key keys, as logs of
/// did:webvh carry them. Nothing here is particular to did:webvh.
/// </summary>
internal static class EddsaJcsProof
{
    private const string KeyPrefix = "did:key:";

    /// <summary>
    /// Verifies one proof over <paramref name="unsecured"/>, which has no member <c>proof</c>; gives the multibase key that made it.
    /// </summary>
    public static bool TryVerify(JsonObject unsecured, JsonObject proof, [NotNullWhen(true)] out string? signer)
    {
        signer = null;
        if (Text(proof, "type") != "DataIntegrityProof"
            || Text(proof, "cryptosuite") != "eddsa-jcs-2022"
            || Text(proof, "proofPurpose") != "assertionMethod"
            || !TryReadKey(Text(proof, "verificationMethod"), out var multibase, out var key)
            || Text(proof, "proofValue") is not ['z', .. { Length: < 128 }] value
            || !Multibase.TryDecode(value, MultibaseEncoding.Base58Btc, out var signature)
            || signature.Length != SignatureAlgorithm.Ed25519.SignatureSize)
        {
            return false;
        }

        // §3.3.2 step 4: where the proof names contexts, the document must begin with them.
        if (proof["@context"] is { } context && !JsonNode.DeepEquals(context, unsecured["@context"]))
        {
            return false;
        }

        if (!SignatureAlgorithm.Ed25519.Verify(key, HashData(unsecured, proof), signature))
        {
            return false;
        }

        signer = multibase;
        return true;
    }

    /// <summary>Makes a proof by the key of <paramref name="signer"/>.</summary>
    public static async ValueTask<JsonObject> CreateAsync(
        JsonObject unsecured, ISigner signer, DateTimeOffset created, CancellationToken cancellationToken)
    {
        var multibase = Multikey.Encode(signer.PublicKey);
        var proof = new JsonObject
        {
            ["type"] = "DataIntegrityProof",
            ["cryptosuite"] = "eddsa-jcs-2022",
            ["verificationMethod"] = $"{KeyPrefix}{multibase}#{multibase}",
            ["created"] = DidTime.Format(created),
            ["proofPurpose"] = "assertionMethod",
        };
        var signature = await signer.SignAsync(SignatureAlgorithm.Ed25519, HashData(unsecured, proof), cancellationToken).ConfigureAwait(false);
        proof["proofValue"] = Multibase.Encode(MultibaseEncoding.Base58Btc, signature);
        return proof;
    }

    /// <summary>Reads <c>did:key:K#K</c>, where both must be the same Ed25519 key; without the fragment too.</summary>
    public static bool TryReadKey(string? method, [NotNullWhen(true)] out string? multibase, [NotNullWhen(true)] out PublicKey? key)
    {
        (multibase, key) = (null, null);
        if (method is null || method.Length > 512 || !method.StartsWith(KeyPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = method[KeyPrefix.Length..].Split('#');
        if (parts.Length > 2
            || parts[0] != parts[^1]
            || parts[0] is not ['z', ..]
            || !MulticodecKeys.TryRead(parts[0], out key, out _)
            || key.Type != KeyType.Ed25519)
        {
            return false;
        }

        multibase = parts[0];
        return true;
    }

    /// <summary>§3.3.4: the hash of the canonical proof options, then that of the canonical document.</summary>
    private static byte[] HashData(JsonObject unsecured, JsonObject proof)
    {
        var options = (JsonObject)proof.DeepClone();
        options.Remove("proofValue");
        var hash = new byte[64];
        HashFunction.Sha256.Hash(JsonCanonicalizer.Canonicalize(options), hash.AsSpan(0, 32));
        HashFunction.Sha256.Hash(JsonCanonicalizer.Canonicalize(unsecured), hash.AsSpan(32));
        return hash;
    }

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
