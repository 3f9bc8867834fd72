// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>
/// Shows credentials for a definition: SD-JWT VCs each by itself, with the fields that are asked for and a key binding; all others in one presentation.
/// </summary>
internal sealed class ExchangePresenter(PresentationDefinition definition, ICredentials credentials, ISignerProvider signers, TimeProvider clock)
{
    public async ValueTask<(IReadOnlyList<JsonElement> Presentations, PresentationSubmission Submission)> PresentAsync(
        IReadOnlyList<(string Id, InputMatch Match)> chosen, Did holder, string? challenge, string? domain, CancellationToken cancellationToken)
    {
        var presentations = new List<JsonElement>();
        var places = new List<(string Id, InputMatch Match, int Presentation, int? Inner)>();
        var inner = new List<(string Token, VerifiableCredential Credential)>();
        foreach (var (id, match) in chosen)
        {
            if (match.Credential.Format == CredentialFormatNames.SdJwtVc)
            {
                places.Add((id, match, presentations.Count, null));
                presentations.Add(await PresentAloneAsync(match, holder, challenge, domain, cancellationToken).ConfigureAwait(false));
            }
            else
            {
                var shown = Limit(match);
                var index = inner.FindIndex(other => other.Token == shown.ToString());
                if (index < 0)
                {
                    index = inner.Count;
                    inner.Add((shown.ToString(), shown));
                }

                places.Add((id, match, -1, index));
            }
        }

        var isV1 = inner.TrueForAll(static item => item.Credential.Credential.Model == CredentialDataModel.V1);
        if (inner.Count > 0)
        {
            presentations.Add(await PresentTogetherAsync([.. inner.Select(static item => item.Credential)], isV1, holder, challenge, domain, cancellationToken).ConfigureAwait(false));
        }

        return (presentations, new PresentationSubmission
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
            DefinitionId = definition.Id,
            DescriptorMap = [.. places.Select(place => Entry(place.Id, place.Match, place.Presentation < 0 ? presentations.Count - 1 : place.Presentation, place.Inner, presentations.Count, isV1))],
        });
    }

    private SubmissionEntry Entry(string id, InputMatch match, int presentation, int? inner, int count, bool isV1)
    {
        var asked = definition.InputDescriptors.First(descriptor => descriptor.Id == id).Formats;
        var format = ClaimFormats.Choose(ClaimFormats.NamesOf(match.Credential), asked);
        var path = count == 1 ? "$" : string.Create(CultureInfo.InvariantCulture, $"$[{presentation}]");
        if (inner is null)
        {
            return new() { Id = id, Format = format, Path = path };
        }

        // The claims of a JWT of the data model 1.1 have the presentation in vp; in 2.0 they are the presentation.
        return new()
        {
            Id = id,
            Format = ClaimFormats.Choose(isV1 ? ["jwt_vp", "jwt_vp_json", "jwt"] : ["vp+jwt", "jwt_vp", "jwt_vp_json", "jwt"], definition.Formats),
            Path = path,
            PathNested = new()
            {
                Id = id,
                Format = format,
                Path = string.Create(CultureInfo.InvariantCulture, $"{(isV1 ? "$.vp" : "$")}.verifiableCredential[{inner}]"),
            },
        };
    }

    private static VerifiableCredential Limit(InputMatch match) =>
        match.Credential.Format == CredentialFormatNames.VcSdJwt ? SdJwtPresentation.Disclose(match.Credential, match.Pointers) : match.Credential;

    private async ValueTask<JsonElement> PresentTogetherAsync(
        IReadOnlyList<VerifiableCredential> shown, bool isV1, Did holder, string? challenge, string? domain, CancellationToken cancellationToken)
    {
        var list = new JsonArray();
        foreach (var credential in shown)
        {
            list.Add(JsonNode.Parse(JsonValues.Utf8(credential.Json)));
        }

        var presentation = new JsonObject
        {
            ["@context"] = new JsonArray { (JsonNode)(isV1 ? CredentialContexts.V1 : CredentialContexts.V2) },
            ["holder"] = holder.ToString(),
            ["verifiableCredential"] = list,
        };
        var made = await credentials.CreatePresentationAsync(
            new()
            {
                Presentation = JsonElement.Parse(presentation.ToJsonString()),
                ProofFormat = isV1 ? CredentialFormatNames.Jwt : CredentialFormatNames.VcJwt,
                Challenge = challenge,
                Domain = domain,
            },
            cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(made.ToJsonString());
    }

    private async ValueTask<JsonElement> PresentAloneAsync(
        InputMatch match, Did holder, string? challenge, string? domain, CancellationToken cancellationToken)
    {
        if (challenge is null || domain is null)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/challenge and /domain must be given: an SD-JWT VC is shown with a key binding.");
        }

        var key = match.Credential.Credential.Json.Member("cnf").Member("jwk") is { ValueKind: JsonValueKind.Object } jwk
            && Jwk.TryParse(Encoding.UTF8.GetBytes(jwk.GetRawText()), out var bound, out _) ? bound.PublicKey : null;
        ISigner? signer = null;
        foreach (var candidate in await signers.GetSignersAsync(holder, VerificationRelationship.Authentication, cancellationToken).ConfigureAwait(false))
        {
            signer ??= key is not null && candidate.Signer.PublicKey.Equals(key) ? candidate.Signer : null;
        }

        if (signer is null)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "key_not_found: The holder has no key to which the SD-JWT VC is bound.");
        }

        var token = await SdJwtPresentation.CreateAsync(
            match.Credential, match.Pointers, signer, domain, challenge, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return JsonValues.Build(writer => writer.WriteStringValue(token));
    }
}
