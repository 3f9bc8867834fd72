// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>What the formats share that are an SD-JWT: issuing, reading what is disclosed, and the holder's key binding.</summary>
internal static class SdJwtProof
{
    public static async ValueTask<SdJwt> IssueAsync(
        JsonElement claims,
        IReadOnlyList<string> disclosable,
        int decoys,
        PublicKey? holderKey,
        JwsSigner signer,
        RandomSource random,
        CancellationToken cancellationToken)
    {
        var issuer = new SdJwtIssuer(JsonObject.Create(claims)!) { Random = random }.Disclosable([.. disclosable]);
        if (decoys > 0)
        {
            issuer = issuer.Decoys("", decoys);
        }

        if (holderKey is not null)
        {
            issuer = issuer.BoundTo(holderKey);
        }

        return await issuer.SignAsync(signer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The claims as they are disclosed; null when the disclosures do not fit, which is entered.</summary>
    public static JsonElement? ReadClaims(ProofReport report, SecuredDocument document)
    {
        if (!document.SdJwt!.TryReadClaims(out var claims, out var error))
        {
            report.Checks.Fail(CheckCodes.Signature, error.Code, error.Message);
            return null;
        }

        return JsonElement.Parse(JsonValues.Write(writer => claims.WriteTo(writer)).Span);
    }

    /// <summary>The claims as they are disclosed; false when the disclosures do not fit.</summary>
    public static bool TryReadClaims(SecuredDocument document, out JsonElement claims)
    {
        var reads = document.SdJwt!.TryReadClaims(out var json, out _);
        claims = reads ? JsonElement.Parse(JsonValues.Write(writer => json!.WriteTo(writer)).Span) : default;
        return reads;
    }

    /// <summary>Checks the key binding when there is one, and takes from it for whom and in answer to what it was made.</summary>
    public static void CheckKeyBinding(ProofReport report, SecuredDocument document, JsonElement claims, ProofContext context)
    {
        var holderKey = HolderKeyOf(claims);
        if (document.SdJwt!.KeyBinding is not { } text)
        {
            if (context.Options.RequireKeyBinding)
            {
                report.Checks.Fail(CheckCodes.Holder, "key-binding-missing", "The holder does not prove that the key is theirs.");
            }
            else
            {
                report.Checks.Skip(CheckCodes.Holder, holderKey is null ? "not-bound" : "not-presented");
            }

            return;
        }

        if (holderKey is null || !Jwt.TryParse(text, out var binding, out _) || binding.Claims.Audience is not [var audience])
        {
            report.Checks.Fail(CheckCodes.Holder, "key-binding-invalid", "The key binding is malformed, or the issuer bound it to no key.");
            return;
        }

        // Audience and nonce are the verifier's to judge, with those of all other formats; here they must only be there.
        var policy = new KeyBindingPolicy
        {
            Algorithms = JwsAlgorithms.Signatures,
            Audience = audience,
            Nonce = binding.Claims.Nonce ?? "",
            MaxAge = context.Options.MaxKeyBindingAge,
        };
        var clock = new JwtPolicy { Algorithms = JwsAlgorithms.Signatures, TimeProvider = new FixedTime(context.Now), ClockSkew = context.Options.ClockSkew };
        if (!document.SdJwt.VerifyKeyBinding(holderKey, policy, clock, out var error))
        {
            report.Checks.Fail(CheckCodes.Holder, error.Code, error.Message);
            return;
        }

        report.Checks.Pass(CheckCodes.Holder, "key-bound");
        report.Challenge = binding.Claims.Nonce;
        report.Audience = binding.Claims.Audience;
    }

    private static PublicKey? HolderKeyOf(JsonElement claims) =>
        claims.Member("cnf").Member("jwk") is { ValueKind: JsonValueKind.Object } jwk
        && Jwk.TryParse(Encoding.UTF8.GetBytes(jwk.GetRawText()), out var key, out _)
            ? key.PublicKey
            : null;
}
