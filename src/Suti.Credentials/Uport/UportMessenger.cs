// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Suti.Dids;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>
/// Speaks the messages of uPort as one identity: asks for claims, signatures and transactions, answers, signs claims, and verifies answers. An answer
/// counts only when it answers a request of this identity, and only once.
/// </summary>
public sealed class UportMessenger
{
    private static readonly TimeSpan RequestLifetime = TimeSpan.FromMinutes(10);
    private static readonly JwsAlgorithms Accepted = [.. JwsAlgorithms.Signatures, JwsAlgorithm.Es256KR];

    private readonly CredentialSigner _signer;
    private readonly DidTokenVerifier _verifier;
    private readonly IAnswerLog _answers;
    private readonly TimeProvider _clock;

    /// <summary>Makes a messenger.</summary>
    /// <param name="signer">The identity's key.</param>
    /// <param name="resolver">Resolves the DIDs of others.</param>
    /// <param name="answers">Remembers answered requests; in this process when null.</param>
    /// <param name="clock">The clock; the system's when null.</param>
    public UportMessenger(CredentialSigner signer, IDidResolver resolver, IAnswerLog? answers = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        _signer = signer;
        _verifier = new DidTokenVerifier(resolver);
        _clock = clock ?? TimeProvider.System;
        _answers = answers ?? new MemoryAnswerLog(_clock);
    }

    /// <summary>The DID that speaks.</summary>
    public string Did => _signer.Controller;

    /// <summary>Asks for claims.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="lifetime">How long the request is valid; ten minutes when null.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public ValueTask<string> RequestDisclosureAsync(
        UportDisclosureRequest request, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) => SignAsync(
            UportMessageTypes.DisclosureRequest, request, CredentialsJson.Default.UportDisclosureRequest, Content(lifetime), cancellationToken);

    /// <summary>Asks somebody to sign a claim.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="lifetime">How long the request is valid; ten minutes when null.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public ValueTask<string> RequestVerificationAsync(
        UportVerificationRequest request, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) => SignAsync(
            UportMessageTypes.VerificationRequest, request, CredentialsJson.Default.UportVerificationRequest, Content(lifetime), cancellationToken);

    /// <summary>Asks for a transaction.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="lifetime">How long the request is valid; ten minutes when null.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public ValueTask<string> RequestTransactionAsync(
        UportTransactionRequest request, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) => SignAsync(
            UportMessageTypes.TransactionRequest, request, CredentialsJson.Default.UportTransactionRequest, Content(lifetime), cancellationToken);

    /// <summary>Asks for a signature over typed data.</summary>
    /// <param name="typedData">The typed data (EIP-712).</param>
    /// <param name="from">The account that shall sign; the identity chooses when null.</param>
    /// <param name="callback">Where the answer goes.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public ValueTask<string> RequestTypedDataSignatureAsync(
        JsonElement typedData, string? from = null, string? callback = null, CancellationToken cancellationToken = default) => SignAsync(
            UportMessageTypes.TypedDataRequest,
            new() { TypedData = typedData, From = from, Callback = callback },
            CredentialsJson.Default.UportSignatureRequest,
            Content(null),
            cancellationToken);

    /// <summary>Asks for a signature over a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="identity">The identity that shall sign; the identity chooses when null.</param>
    /// <param name="callback">Where the answer goes.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public ValueTask<string> RequestPersonalSignatureAsync(
        string text, string? identity = null, string? callback = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var request = new UportSignatureRequest { Data = "0x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)), Riss = identity, Callback = callback };
        return SignAsync(UportMessageTypes.PersonalSignRequest, request, CredentialsJson.Default.UportSignatureRequest, Content(null), cancellationToken);
    }

    /// <summary>Signs a claim about somebody.</summary>
    /// <param name="subject">The DID of who it is about.</param>
    /// <param name="claim">Names and values.</param>
    /// <param name="expiresAt">When it ends; never when null.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public ValueTask<string> SignClaimAsync(
        string subject, JsonElement claim, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        if (claim.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("A claim is an object of names and values.", nameof(claim));
        }

        var content = new JwtContent { Subject = subject, ExpiresAt = expiresAt, Additional = new JsonObject { ["claim"] = JsonObject.Create(claim) } };
        return SignAsync(content, cancellationToken);
    }

    /// <summary>Answers a request for claims. The request is verified first.</summary>
    /// <param name="response">The answer, with the request.</param>
    /// <param name="lifetime">How long the answer is valid; ten minutes when null.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <exception cref="SutiException">The request does not hold.</exception>
    public async ValueTask<string> AnswerDisclosureAsync(
        UportDisclosureResponse response, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        var request = await VerifyAsync(response.Req, UportMessageTypes.DisclosureRequest, cancellationToken).ConfigureAwait(false);
        return await SignAsync(
            UportMessageTypes.DisclosureResponse,
            response,
            CredentialsJson.Default.UportDisclosureResponse,
            Content(lifetime) with { Audience = [request.Issuer!] },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Verifies an answer: it is signed by its identity and for us, the request in it is ours, and nobody answered that one before. Claims in it are
    /// verified one by one; only those about the identity count.
    /// </summary>
    /// <param name="token">The answer.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <exception cref="SutiException">
    /// It does not hold: a code of the token, or <see cref="CredentialErrorCodes.NotOurRequest"/> or <see cref="CredentialErrorCodes.AnsweredAlready"/>.
    /// </exception>
    public async ValueTask<UportDisclosure> AuthenticateAsync(string token, CancellationToken cancellationToken = default)
    {
        var answer = await VerifyAsync(token, UportMessageTypes.DisclosureResponse, cancellationToken).ConfigureAwait(false);
        if (!answer.Audience.Contains(Did) || !answer.TryGetString("req", out var request))
        {
            throw NotOurs();
        }

        var asked = await VerifyAsync(request, UportMessageTypes.DisclosureRequest, cancellationToken).ConfigureAwait(false);
        if (asked.Issuer != Did)
        {
            throw NotOurs();
        }

        // Claims are read before the request is used up: an interruption must not cost the identity its answer.
        var (verified, refused) = await ReadClaimsAsync(answer, cancellationToken).ConfigureAwait(false);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
        var until = (asked.ExpiresAt ?? DateTimeOffset.MaxValue - TimeSpan.FromDays(1)) + TimeSpan.FromMinutes(5);
        if (!await _answers.TryAddAsync(name, until, cancellationToken).ConfigureAwait(false))
        {
            throw new SutiException(CredentialErrorCodes.AnsweredAlready, "The request was answered already: this may be a copy of that answer.");
        }

        return new()
        {
            Did = answer.Issuer!,
            Own = answer.TryGet("own", out var own) ? own : default,
            Verified = verified,
            Refused = refused,
            Payload = JsonElement.Parse(answer.Json.Span),
        };
    }

    /// <summary>Verifies a claim of one identity about another.</summary>
    /// <param name="token">The claim.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <exception cref="SutiException">It does not hold, or is no claim (<see cref="CredentialErrorCodes.Malformed"/>).</exception>
    public async ValueTask<UportClaim> VerifyClaimAsync(string token, CancellationToken cancellationToken = default)
    {
        var claims = await VerifyAsync(token, type: null, cancellationToken).ConfigureAwait(false);
        return claims.Subject is { } subject && claims.TryGet("claim", out var claim) && claim.ValueKind == JsonValueKind.Object
            ? new() { Issuer = claims.Issuer!, Subject = subject, Claim = claim, ExpiresAt = claims.ExpiresAt, Token = token }
            : throw new SutiException(CredentialErrorCodes.Malformed, "The token is no claim about somebody.");
    }

    private static SutiException NotOurs() => new(CredentialErrorCodes.NotOurRequest, "It does not answer a request of this identity.");

    private async ValueTask<(IReadOnlyList<UportClaim> Verified, IReadOnlyList<UportRefusedClaim> Refused)> ReadClaimsAsync(
        JwtClaims answer, CancellationToken cancellationToken)
    {
        var tokens = new List<string>();
        foreach (var name in (ReadOnlySpan<string>)["verified", "vc"])
        {
            if (answer.TryGet(name, out var list))
            {
                tokens.AddRange(list.Texts());
            }
        }

        if (tokens.Count > CredentialLimits.Standard.MaxCredentials)
        {
            throw new SutiException(CredentialErrorCodes.Malformed, "The answer has more claims than the limit.");
        }

        var verified = new List<UportClaim>();
        var refused = new List<UportRefusedClaim>();
        foreach (var token in tokens.Distinct(StringComparer.Ordinal))
        {
            try
            {
                var claim = await VerifyClaimAsync(token, cancellationToken).ConfigureAwait(false);
                if (claim.Subject == answer.Issuer)
                {
                    verified.Add(claim);
                }
                else
                {
                    refused.Add(new(token, CredentialErrorCodes.Invalid, "The claim is about somebody else."));
                }
            }
            catch (SutiException exception)
            {
                refused.Add(new(token, exception.Code, exception.Message));
            }
        }

        return (verified, refused);
    }

    /// <summary>Verifies a token of a type. Only those for us, or for nobody in particular, hold.</summary>
    private async ValueTask<JwtClaims> VerifyAsync(string token, string? type, CancellationToken cancellationToken)
    {
        var policy = new JwtPolicy { Algorithms = Accepted, Audience = AudienceOf(token), TimeProvider = _clock };
        var result = await _verifier.VerifyAsync(token, policy, VerificationRelationship.Authentication, cancellationToken).ConfigureAwait(false);
        if (!result.IsVerified)
        {
            throw result.Error.ToException();
        }

        var claims = result.Token.Claims;
        return type is null || (claims.TryGetString("type", out var stated) && stated == type)
            ? claims
            : throw new SutiException(CredentialErrorCodes.Malformed, $"The token is not of the type {type}.");
    }

    private string[] AudienceOf(string token) =>
        Jwt.TryParse(token, out var jwt, out _) && jwt.Claims.Audience.Count > 0 ? [Did] : [];

    private JwtContent Content(TimeSpan? lifetime) => new() { ExpiresAt = _clock.GetUtcNow() + (lifetime ?? RequestLifetime) };

    private ValueTask<string> SignAsync<T>(
        string type, T message, JsonTypeInfo<T> json, JwtContent content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var members = JsonSerializer.SerializeToNode(message, json)!.AsObject();
        members["type"] = type;
        if (members["sub"] is { } subject)
        {
            members.Remove("sub");
            content = content with { Subject = (string?)subject };
        }

        if (members["aud"] is { } audience)
        {
            members.Remove("aud");
            content = content with { Audience = [(string)audience!] };
        }

        return SignAsync(content with { Additional = members }, cancellationToken);
    }

    private ValueTask<string> SignAsync(JwtContent content, CancellationToken cancellationToken) => Jwt.SignAsync(
        content with { Issuer = Did, IssuedAt = _clock.GetUtcNow() },
        _signer.Signer,
        header: new JoseHeaderParameters { KeyId = _signer.VerificationMethod },
        cancellationToken: cancellationToken);
}
