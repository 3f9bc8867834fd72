// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Dids;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>Selective disclosure over the keys and the credentials of an agent.</summary>
internal sealed class AgentSelectiveDisclosure(
    ISignerProvider signers, CredentialVerifier verifier, ICredentials credentials, ICredentialStore store, TimeProvider clock) : ISelectiveDisclosure
{
    private const int MaxClaims = 256;
    private const string ProfileType = "Profile";

    public async Task<string> CreateRequestAsync(CreateDisclosureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request.Data);
        var issuer = RequireDid(request.Data.Issuer, "data/issuer");
        var signer = await FindSignerAsync(issuer, cancellationToken).ConfigureAwait(false);
        var claims = JsonSerializer.SerializeToNode(request.Data with { Issuer = null }, CredentialsJson.Default.DisclosureRequest)!.AsObject();
        claims["type"] = "sdr";
        var content = new JwtContent { Issuer = issuer.ToString(), IssuedAt = clock.GetUtcNow(), Additional = claims };
        return await Jwt.SignAsync(
            content, signer.Signer, header: new JoseHeaderParameters { KeyId = signer.VerificationMethod }, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public async Task<MatchedClaim[]> FindCredentialsAsync(FindForDisclosureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request.Sdr);
        var found = new MatchedClaim[request.Sdr.Claims.Count];
        for (var index = 0; index < found.Length; index++)
        {
            var requested = request.Sdr.Claims[index];
            found[index] = new(requested)
            {
                Credentials = await store.FindAsync(requested, request.Did ?? request.Sdr.Subject, cancellationToken).ConfigureAwait(false),
            };
        }

        return found;
    }

    public async Task<DisclosureValidation> ValidateAsync(ValidateDisclosureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request.Sdr);
        var options = (request.Policies?.ToOptions() ?? VerificationOptions.Standard) with
        {
            Challenge = request.Challenge,
            Domain = request.Domain,
            Audience = request.Sdr.Issuer is { } asking ? [asking] : [],
        };
        var result = await verifier.VerifyPresentationAsync(request.Presentation, options, cancellationToken).ConfigureAwait(false);
        var verified = result.Nested.Where(static nested => nested.Verified).Select(static nested => nested.Credential!).ToList();
        var claims = request.Sdr.Claims.Select(requested => new MatchedClaim(requested)
        {
            Credentials = [.. verified.Where(credential => requested.IsMetBy(credential.Credential.Json)).Select(Describe)],
        }).ToList();
        return new()
        {
            Valid = result.Verified && claims.TrueForAll(static claim => claim.Essential != true || claim.Credentials.Count > 0),
            Claims = claims,
            Error = VeramoAnswers.Of(result).Error,
        };
    }

    public async Task<JsonNode> CreateProfileAsync(CreateProfileRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Send)
        {
            throw new SutiException(AgentErrorCodes.CapabilityMissing, "This agent does not send messages. Make the presentation with \"send\": false, and send it yourself.");
        }

        var holder = RequireDid(request.Holder, "holder").ToString();
        var inner = new JsonArray();
        foreach (var (name, value) in new[] { ("name", request.Name), ("picture", request.Picture), ("url", request.Url) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                inner.Add(await ClaimAsync(holder, name, value, cancellationToken).ConfigureAwait(false));
            }
        }

        var profile = new JsonObject
        {
            ["holder"] = holder,
            ["verifier"] = new JsonArray { (JsonNode)(request.Verifier ?? holder) },
            ["type"] = new JsonArray { (JsonNode)ProfileType },
            ["verifiableCredential"] = inner,
        };
        return await credentials.CreatePresentationAsync(
            new() { Presentation = ToElement(profile), ProofFormat = CredentialFormatNames.Jwt, Save = request.Save }, cancellationToken).ConfigureAwait(false);
    }

    private static FoundCredential Describe(VerifiableCredential credential) => new()
    {
        Hash = Cid.OfFileNode(System.Text.Encoding.UTF8.GetBytes(credential.Token ?? EcmaScriptJson.Stringify(credential.Json))).ToString(),
        VerifiableCredential = credential.Json,
    };

    private static JsonElement ToElement(JsonObject json) => JsonSerializer.SerializeToElement(json, CredentialsJson.Default.JsonNode);

    private static void Check(DisclosureRequest request)
    {
        if (request.Claims.Count > MaxClaims)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, $"/claims must have at most {MaxClaims} items.");
        }
    }

    private static Did RequireDid(string? text, string place) =>
        Did.TryParse(text, out var did) ? did : throw new SutiException(AgentErrorCodes.InvalidArgument, $"/{place} must be a DID of this agent.");

    private async Task<JsonNode> ClaimAsync(string holder, string name, string value, CancellationToken cancellationToken)
    {
        var credential = new JsonObject
        {
            ["issuer"] = new JsonObject { ["id"] = holder },
            ["type"] = new JsonArray { (JsonNode)ProfileType },
            ["credentialSubject"] = new JsonObject { ["id"] = holder, [name] = value },
        };
        return await credentials.CreateAsync(
            new() { Credential = ToElement(credential), ProofFormat = CredentialFormatNames.Jwt }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CredentialSigner> FindSignerAsync(Did issuer, CancellationToken cancellationToken)
    {
        foreach (var candidate in await signers.GetSignersAsync(issuer, VerificationRelationship.Authentication, cancellationToken).ConfigureAwait(false))
        {
            var signer = new CredentialSigner(candidate.Signer, candidate.Method.Id.ToString());
            if (JoseProof.CanSign(signer))
            {
                return signer;
            }
        }

        throw new SutiException(AgentErrorCodes.InvalidArgument, $"key_not_found: No signing key of {issuer} is known.");
    }
}
