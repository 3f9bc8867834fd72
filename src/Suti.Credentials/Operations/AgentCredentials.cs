// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>The capability over the keys and the formats of an agent.</summary>
internal sealed class AgentCredentials(
    ISignerProvider signers, CredentialVerifier verifier, IEnumerable<ICredentialFormat> formats, TimeProvider clock, ICredentialStore? store = null)
    : ICredentials
{
    private readonly IReadOnlyList<ICredentialFormat> _formats = [.. formats];

    public async Task<JsonNode> CreateAsync(CreateCredentialRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var json = AsObject(request.Credential, "/credential");
        var isV2 = IsV2(json);
        var format = FormatOf(request.ProofFormat, isV2);
        var isSdJwtVc = format.Name == CredentialFormatNames.SdJwtVc;
        var issuer = (isSdJwtVc ? request.Credential.Text("iss") : request.Credential.Member("issuer").IdOf())
            ?? throw Invalid($"credential.{(isSdJwtVc ? "iss" : "issuer")} must not be empty");
        var signer = await SignerAsync(issuer, VerificationRelationship.AssertionMethod, format, request.KeyRef, "credential.issuer", cancellationToken).ConfigureAwait(false);
        var credential = isSdJwtVc ? ReadClaims(json) : Read(json, isV2);
        var issued = await format.IssueAsync(credential, signer, new IssueOptions { Disclosable = request.Disclosable ?? [] }, cancellationToken).ConfigureAwait(false);
        if (request.Save)
        {
            await Store.SaveAsync(issued, cancellationToken).ConfigureAwait(false);
        }

        // An SD-JWT VC has no form but its token.
        return isSdJwtVc ? JsonValue.Create(issued.Token!) : JsonNode.Parse(JsonValues.Utf8(issued.Json))!;
    }

    public async Task<JsonNode> CreatePresentationAsync(CreatePresentationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var json = AsObject(request.Presentation, "/presentation");
        var isV2 = IsV2(json);
        var format = FormatOf(request.ProofFormat, isV2);
        Complete(json, DataModelRules.PresentationType, isV2, addsTime: false);
        var holder = request.Presentation.Member("holder").IdOf() ?? throw Invalid("presentation.holder must not be empty");
        var signer = await SignerAsync(holder, VerificationRelationship.Authentication, format, request.KeyRef, "presentation.holder", cancellationToken).ConfigureAwait(false);
        if (!Presentation.TryParse(Encoding.UTF8.GetBytes(json.ToJsonString()), out var presentation, out var error))
        {
            throw Invalid(error.Message);
        }

        var options = new PresentOptions { Challenge = request.Challenge, Domain = request.Domain, IssuedAt = clock.GetUtcNow() };
        var made = await format.PresentAsync(presentation, signer, options, cancellationToken).ConfigureAwait(false);
        if (request.Save)
        {
            await Store.SaveAsync(made, cancellationToken).ConfigureAwait(false);
        }

        return JsonNode.Parse(JsonValues.Utf8(made.Json))!;
    }

    public async Task<string[]> ListFormatsAsync(UsableFormatsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Did.TryParse(request.Did, out var did))
        {
            throw Invalid("did is not a DID");
        }

        var found = await signers.GetSignersAsync(did, VerificationRelationship.AssertionMethod, cancellationToken).ConfigureAwait(false);
        var usable = found.Select(signer => new CredentialSigner(signer.Signer, signer.Method.Id.ToString())).ToList();
        return [.. _formats.Where(format => usable.Exists(format.CanIssue)).Select(format => format.Name)];
    }

    public async Task<VerifyResult> VerifyAsync(VerifyCredentialRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = request.Policies?.ToOptions() ?? VerificationOptions.Standard;
        return VeramoAnswers.Of(await verifier.VerifyCredentialAsync(request.Credential, options, cancellationToken).ConfigureAwait(false));
    }

    public async Task<VerifyResult> VerifyPresentationAsync(VerifyPresentationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = (request.Policies?.ToOptions() ?? VerificationOptions.Standard) with { Challenge = request.Challenge, Domain = request.Domain };
        return VeramoAnswers.Of(await verifier.VerifyPresentationAsync(request.Presentation, options, cancellationToken).ConfigureAwait(false));
    }

    public async Task<CredentialStatusResult> CheckStatusAsync(CheckStatusRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var result = await verifier.VerifyCredentialAsync(request.Credential, VerificationOptions.Standard, cancellationToken).ConfigureAwait(false);
        // The entry of an unverified credential leads anywhere: its status is that it cannot be told.
        var check = result[CheckCodes.Status] ?? result.FirstFailure!;
        return new CredentialStatusResult { Revoked = check.Outcome == CheckOutcome.Failed, Reason = check.Reason, Message = check.Message };
    }

    private ICredentialStore Store => store ?? throw new SutiException(AgentErrorCodes.CapabilityMissing, "The agent keeps no credentials, so that none can be saved.");

    private static SutiException Invalid(string message) => new(AgentErrorCodes.InvalidArgument, $"invalid_argument: {message}");

    private static JsonObject AsObject(JsonElement json, string place) =>
        json.ValueKind == JsonValueKind.Object && StrictJson.TryParseNode(JsonValues.Utf8(json), out var node)
            ? node!.AsObject()
            : throw Invalid($"{place} is not a strict JSON object");

    /// <summary>An SD-JWT VC is no W3C credential: its claims are signed as they are.</summary>
    private static Credential ReadClaims(JsonObject json) =>
        json["vct"] is JsonValue type && type.GetValueKind() == JsonValueKind.String
            ? Credential.FromClaims(json)
            : throw Invalid("credential.vct must not be empty");

    private Credential Read(JsonObject json, bool isV2)
    {
        Complete(json, DataModelRules.CredentialType, isV2, addsTime: true);
        return Credential.TryParse(Encoding.UTF8.GetBytes(json.ToJsonString()), out var credential, out var error) ? credential : throw Invalid(error.Message);
    }

    private static bool IsV2(JsonObject json) =>
        (json["@context"] is JsonArray { Count: > 0 } contexts ? contexts[0] : json["@context"]) is JsonValue first
        && first.TryGetValue<string>(out var text) && text == CredentialContexts.V2;

    /// <summary>Adds what Veramo adds: the context and the type in front, the time of issuance.</summary>
    private void Complete(JsonObject json, string type, bool isV2, bool addsTime)
    {
        json.Remove("proof");
        json["@context"] = Joined(json["@context"], isV2 ? CredentialContexts.V2 : CredentialContexts.V1);
        json["type"] = Joined(json["type"], type);
        if (addsTime && !isV2 && !json.ContainsKey("issuanceDate"))
        {
            json["issuanceDate"] = JsonValues.FormatMilliseconds(clock.GetUtcNow());
        }
    }

    private static JsonArray Joined(JsonNode? present, string first)
    {
        var items = new JsonArray { (JsonNode)first };
        foreach (var item in present is JsonArray list ? list : [present?.DeepClone()])
        {
            if (item is not null && !(item is JsonValue value && value.TryGetValue<string>(out var text) && text == first))
            {
                items.Add(item.DeepClone());
            }
        }

        return items;
    }

    /// <summary>On the wire <c>jwt</c> is that of the data model 1.1, unless the first context is the one of 2.0.</summary>
    private ICredentialFormat FormatOf(string name, bool isV2)
    {
        var wanted = name == CredentialFormatNames.Jwt && isV2 ? CredentialFormatNames.VcJwt : name;
        return _formats.FirstOrDefault(format => format.Name == wanted)
            ?? throw new SutiException(AgentErrorCodes.InvalidArgument, "invalid_setup: No provider found for the requested proof format");
    }

    private async ValueTask<CredentialSigner> SignerAsync(
        string name, VerificationRelationship relationship, ICredentialFormat format, string? keyRef, string member, CancellationToken cancellationToken)
    {
        if (!Did.TryParse(name, out var did))
        {
            throw Invalid($"{member} must be a DID managed by this agent");
        }

        var found = await signers.GetSignersAsync(did, relationship, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            throw Invalid($"{member} must be a DID managed by this agent");
        }

        foreach (var candidate in found)
        {
            var signer = new CredentialSigner(candidate.Signer, candidate.Method.Id.ToString());
            if ((keyRef is null || IsNamed(candidate, keyRef)) && format.CanIssue(signer))
            {
                return signer;
            }
        }

        throw new SutiException(AgentErrorCodes.InvalidArgument, $"key_not_found: No suitable signing key is known for {name}");
    }

    private static bool IsNamed(DidSigner signer, string keyRef)
    {
        var id = signer.Method.Id.ToString();
        return id == keyRef
            || id.EndsWith("#" + keyRef.TrimStart('#'), StringComparison.Ordinal)
            || keyRef.Equals(Convert.ToHexStringLower(signer.Signer.PublicKey.Raw), StringComparison.OrdinalIgnoreCase)
            || (signer.Signer.PublicKey.Type == KeyType.Secp256k1
                && keyRef.Equals(Convert.ToHexStringLower(signer.Signer.PublicKey.Export(PublicKeyFormat.Uncompressed)), StringComparison.OrdinalIgnoreCase));
    }
}
