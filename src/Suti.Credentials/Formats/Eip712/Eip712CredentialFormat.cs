// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Credentials;

/// <summary>
/// EIP-712 signatures by Ethereum accounts (EthereumEip712Signature2021), as Veramo makes them. Every member of the document must be
/// in the signed types: what was added later is refused.
/// </summary>
/// <param name="clock">The clock for the time that a proof names; the system's when null.</param>
public sealed class Eip712CredentialFormat(TimeProvider? clock = null) : ICredentialFormat
{
    private const string CredentialPrimaryType = "VerifiableCredential";
    private const string PresentationPrimaryType = "VerifiablePresentation";
    private const string DomainVersion = "1";

    /// <summary>The chain named in signatures by keys that are not of a chain.</summary>
    public ulong ChainId { get; init; } = 1;

    /// <inheritdoc/>
    public string Name => CredentialFormatNames.Eip712;

    /// <inheritdoc/>
    public bool CanIssue(CredentialSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return signer.Signer.PublicKey.Type == KeyType.Secp256k1 && signer.Signer.CanSign(SignatureAlgorithm.EcdsaSecp256k1Recoverable);
    }

    /// <inheritdoc/>
    public async ValueTask<VerifiableCredential> IssueAsync(
        Credential credential, CredentialSigner signer, IssueOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        IssueRules.RequireIssuer(credential, signer);
        if (credential.Model == CredentialDataModel.SdJwtVc)
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, "An SD-JWT VC has no EIP-712 form.");
        }

        var created = credential.Json.Text("issuanceDate") ?? JsonValues.FormatTime(Now());
        var signed = await SignAsync(
            JsonObject.Create(credential.Json)!, Proof(signer, "assertionMethod", created), CredentialPrimaryType, signer, cancellationToken).ConfigureAwait(false);
        return new VerifiableCredential(Name, credential, signed);
    }

    /// <inheritdoc/>
    public async ValueTask<VerifiablePresentation> PresentAsync(
        Presentation presentation, CredentialSigner holder, PresentOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        IssueRules.RequireHolder(presentation, holder);
        if (presentation.Model != CredentialDataModel.V1)
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, "Presentations by EIP-712 follow the data model 1.1.");
        }

        // The lists of EIP-712 have one type: each credential is a string, a token or its JSON.
        var content = JsonObject.Create(presentation.Json)!;
        content["holder"] = holder.Controller;
        content["verifiableCredential"] = new JsonArray(
            [.. presentation.Credentials.Select(item => (JsonNode)JsonValue.Create(item.ValueKind == JsonValueKind.String ? item.GetString()! : item.Member("proof").Text("jwt") ?? item.GetRawText()))]);
        var proof = Proof(holder, "authentication", JsonValues.FormatTime(options.IssuedAt ?? Now()));
        Add(proof, "challenge", options.Challenge);
        Add(proof, "domain", options.AllAudience is [var first, ..] ? first : null);
        Add(proof, "expires", options.ExpiresAt is { } expires ? JsonValues.FormatTime(expires) : null);
        var signed = await SignAsync(content, proof, PresentationPrimaryType, holder, cancellationToken).ConfigureAwait(false);
        return new VerifiablePresentation(Name, new Presentation(WithoutProof(signed), presentation.Model), signed);
    }

    /// <inheritdoc/>
    public bool CanRead(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Token is null && document.Json.Member("proof").Text("type") == Name;
    }

    /// <inheritdoc/>
    public async ValueTask<ProofReport> VerifyAsync(SecuredDocument document, ProofContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        var report = new ProofReport();
        var json = document.Json;
        var proof = json.Member("proof");
        var isCredential = context.Kind == SecuredKind.Credential;
        var content = WithoutProof(json);
        var model = DataModelRules.ModelOf(json) ?? CredentialDataModel.V1;
        if (isCredential)
        {
            report.Credential = new VerifiableCredential(Name, new Credential(content, model), json);
        }
        else
        {
            report.Presentation = new VerifiablePresentation(Name, new Presentation(content, model), json);
        }

        if (!TryReadProof(report, proof, isCredential, out var bytes))
        {
            report.Checks.Fail(CheckCodes.Signature, "malformed", "The proof is malformed.");
            return report;
        }

        var isOfKey = EthereumSignature.TryRead(bytes, out var signature);
        if (!isOfKey && !context.AsksContracts)
        {
            report.Checks.Fail(CheckCodes.Signature, "contract-signature", "The signature is not one of a key, and no contract can be asked here.");
            return report;
        }

        if (!Eip712Message.TryRead(json, proof, isCredential ? CredentialPrimaryType : PresentationPrimaryType, out var signsProof, out var typedData, out var error))
        {
            report.Checks.Fail(CheckCodes.Signature, error.Code, error.Message);
            return report;
        }

        if (!signsProof)
        {
            report.Challenge = null;
            report.Domain = null;
            report.ExpiresAt = null;
            report.IssuedAt = null;
        }

        var recoverable = Array.Empty<byte>();
        if (isOfKey)
        {
            recoverable = new byte[EthereumSignature.Size];
            signature.ToBytes().CopyTo(recoverable, 0);
            recoverable[^1] = signature.YParity ? (byte)1 : (byte)0;
        }

        var input = new SignatureInput(
            SignatureAlgorithm.EcdsaSecp256k1Recoverable, typedData.Digest.ToArray(), recoverable, IsDigest: true, context.AsksContracts ? bytes : default(ReadOnlyMemory<byte>));
        var controller = json.Member(isCredential ? "issuer" : "holder").IdOf();
        await context.CheckSignatureAsync(
            report, controller, proof.Text("verificationMethod"), input, key => WrongChain(key, typedData), isHint: true, cancellationToken).ConfigureAwait(false);
        report.Checks.Skip(CheckCodes.Agreement, "proof-inside");
        return report;
    }

    private static string? WrongChain(CandidateKey key, TypedData typedData) =>
        key.Account is { IsEthereum: true } account
        && typedData.ChainId?.ToString() != account.Reference
            ? "wrong-chain"
            : null;

    private static bool TryReadProof(ProofReport report, JsonElement proof, bool isCredential, out byte[] signature)
    {
        signature = [];
        var purpose = proof.Text("proofPurpose");
        // Veramo writes assertionMethod into presentations too; which keys are accepted does not depend on it.
        if ((purpose != "assertionMethod" && (isCredential || purpose != "authentication"))
            || proof.Text("verificationMethod") is null
            || !Hex.TryDecodePrefixed(proof.Text("proofValue"), out var bytes))
        {
            return false;
        }

        signature = bytes;
        report.Challenge = proof.Text("challenge");
        report.Domain = proof.Text("domain");
        return TryReadTime(proof, "created", out var created) && TryReadTime(proof, "expires", out var expires)
            && Set(report, created, expires);
    }

    private static bool Set(ProofReport report, DateTimeOffset? created, DateTimeOffset? expires)
    {
        report.IssuedAt = created;
        report.ExpiresAt = expires;
        return true;
    }

    private static bool TryReadTime(JsonElement proof, string name, out DateTimeOffset? time)
    {
        var read = JsonValues.TryReadTime(proof.Text(name), requireZone: false, out var value);
        time = read ? value : null;
        return read || !proof.Member(name).IsPresent();
    }

    private static JsonElement WithoutProof(JsonElement json) => JsonValues.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteMembersExcept(json, "proof");
        writer.WriteEndObject();
    });

    private static JsonObject Proof(CredentialSigner signer, string purpose, string created) => new()
    {
        ["verificationMethod"] = signer.VerificationMethod,
        ["created"] = created,
        ["proofPurpose"] = purpose,
        ["type"] = CredentialFormatNames.Eip712,
    };

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private DateTimeOffset Now() => (clock ?? TimeProvider.System).GetUtcNow();

    private async ValueTask<JsonElement> SignAsync(
        JsonObject content, JsonObject proof, string primaryType, CredentialSigner signer, CancellationToken cancellationToken)
    {
        content["proof"] = proof;
        var message = JsonElement.Parse(JsonValues.Write(writer => content.WriteTo(writer)).Span);
        var types = Eip712Types.Generate(message, primaryType);
        var domain = new JsonObject { ["chainId"] = ChainOf(signer), ["name"] = primaryType, ["version"] = DomainVersion };
        if (!Eip712Message.TryBuild(types, domain, primaryType, message, out var typedData, out var error))
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, error.Message);
        }

        var signature = await EthereumSignature.SignAsync(signer.Signer, typedData.Digest.ToArray(), cancellationToken).ConfigureAwait(false);
        proof["proofValue"] = Hex.EncodePrefixed(signature.ToBytes());
        proof["eip712"] = new JsonObject { ["domain"] = domain, ["types"] = types, ["primaryType"] = primaryType };
        return JsonElement.Parse(JsonValues.Write(writer => content.WriteTo(writer)).Span);
    }

    /// <summary>The chain of a did:ethr or did:pkh, as it stands in the DID.</summary>
    private ulong ChainOf(CredentialSigner signer)
    {
        var parts = signer.Controller.Split(':');
        return parts is ["did", "ethr", var network, _]
                && network.StartsWith("0x", StringComparison.Ordinal)
                && ulong.TryParse(network.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex
            : parts is ["did", "pkh", "eip155", var reference, _]
                && ulong.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var chain) ? chain
            : ChainId;
    }
}
