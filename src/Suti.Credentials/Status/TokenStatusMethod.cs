// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>Token Status List (draft-ietf-oauth-status-list §8.3), with lists that are JWTs or CWTs.</summary>
public sealed class TokenStatusMethod : ICredentialStatusMethod
{
    private static readonly string[] Accept = ["application/statuslist+jwt", "application/statuslist+cwt"];

    private readonly StatusCache<VerifiedList> _cache = new();

    /// <inheritdoc/>
    public bool CanCheck(JsonElement entry) => entry.Member("status_list").IsPresent();

    /// <inheritdoc/>
    public async ValueTask<StatusAnswer> CheckAsync(
        Credential credential, JsonElement entry, StatusContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(context);
        var reference = entry.Member("status_list");
        if (reference.Text("uri") is not { } uri
            || reference.Member("idx") is not { ValueKind: JsonValueKind.Number } member || !member.TryGetInt32(out var index) || index < 0)
        {
            return new StatusAnswer(false, "malformed", "The reference to the status list is malformed.");
        }

        if (entry.GetPropertyCount() != 1)
        {
            return new StatusAnswer(false, "unknown-type", "It has a second kind of status, which is not known here.");
        }

        var list = _cache.Find(uri, context.Now);
        if (list is null)
        {
            var (fetched, failure) = await LoadAsync(uri, credential, context, cancellationToken).ConfigureAwait(false);
            if (fetched is null)
            {
                return failure!;
            }

            list = fetched;
            _cache.Keep(uri, list, context.Now, list.TimeToLive, list.ExpiresAt);
        }

        return !context.MaySpeakFor(list.Signer, credential) ? new StatusAnswer(false, "other-issuer", "The status list is not of the issuer of the credential.")
            : index >= list.List.Length ? new StatusAnswer(false, "out-of-range", "The status list has no such entry.")
            : list.List[index] switch
            {
                0 => StatusAnswer.Good,
                1 => new StatusAnswer(false, "revoked", "The issuer revoked it."),
                2 => new StatusAnswer(false, "suspended", "The issuer suspended it."),
                _ => new StatusAnswer(false, "unknown-value", "Its status has a meaning of the issuer's own."),
            };
    }

    private static async ValueTask<(VerifiedList? List, StatusAnswer? Failure)> LoadAsync(
        string uri, Credential credential, StatusContext context, CancellationToken cancellationToken)
    {
        var (resource, failure) = await context.FetchAsync(uri, Accept, cancellationToken).ConfigureAwait(false);
        if (resource is null)
        {
            return (null, failure);
        }

        var proof = new ProofContext(context.Proof, SecuredKind.Credential);
        // A CWT begins with a tag or an array of CBOR, which no JWT does.
        var list = resource.Content.Length > 0 && resource.Content.Span[0] >= 0x80
            ? await ReadCwtAsync(resource.Content, uri, credential, context, proof, cancellationToken).ConfigureAwait(false)
            : await ReadJwtAsync(resource.Content, uri, credential, context, proof, cancellationToken).ConfigureAwait(false);
        return list is null
            ? (null, new StatusAnswer(false, "list-not-verified", "The status list is malformed, not for this address, not valid now, or its signature is not right."))
            : (list, null);
    }

    private static async ValueTask<VerifiedList?> ReadJwtAsync(
        ReadOnlyMemory<byte> content, string uri, Credential credential, StatusContext context, ProofContext proof, CancellationToken cancellationToken)
    {
        var text = Encoding.ASCII.GetString(content.Span).Trim();
        if (!SecuredDocument.TryRead(text, SecuredKind.Credential, context.Limits, out var document, out _)
            || document is not { Jws: not null, SdJwt: null } || !document.Jws.Header.HasType(TokenStatusListToken.JwtType)
            || EnvelopeClaims.TryRead(document.Payload) is not { } claims || claims.Subject != uri || claims.IssuedAt is null
            || !IsCurrent(claims.ExpiresAt, claims.IssuedAt, context)
            || !TokenStatusList.TryReadJson(document.Payload.Member("status_list"), context.Limits.MaxStatusListSize, out var list))
        {
            return null;
        }

        var report = new ProofReport();
        await JoseProof.CheckAsync(report, proof, document, claims.Issuer ?? credential.Issuer, cancellationToken).ConfigureAwait(false);
        var live = document.Payload.Member("ttl") is { ValueKind: JsonValueKind.Number } ttl && ttl.TryGetInt64(out var seconds) ? seconds : 0;
        return IsVerified(report, claims.Issuer) ? new VerifiedList(list, report.Signer, Live(live), claims.ExpiresAt) : null;
    }

    private static async ValueTask<VerifiedList?> ReadCwtAsync(
        ReadOnlyMemory<byte> content, string uri, Credential credential, StatusContext context, ProofContext proof, CancellationToken cancellationToken)
    {
        if (!CoseSign1.TryParse(CwtClaims.RemoveTag(content.Span), out var message, out _)
            || message.Header.Type != TokenStatusListToken.CwtType
            || message.Payload is not { } payload || !CwtClaims.TryParse(payload.Span, out var claims, out _)
            || claims.Subject != uri || claims.IssuedAt is null || !IsCurrent(claims.ExpiresAt, claims.IssuedAt, context)
            || !claims.Map.TryGet(TokenStatusListToken.StatusListLabel, out var encoded)
            || !TokenStatusList.TryReadCbor(encoded.Span, context.Limits.MaxStatusListSize, out var list))
        {
            return null;
        }

        var report = new ProofReport();
        var keyId = message.Header.KeyId is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        var algorithm = message.Header.Protected.TryGetInt64(1, out _) ? message.Header.Algorithm?.Signature : null;
        var input = new SignatureInput(algorithm, message.GetSignedBytes(), message.Signature);
        await proof.CheckSignatureAsync(report, claims.Issuer ?? credential.Issuer, keyId, input, cancellationToken).ConfigureAwait(false);
        var live = claims.Map.TryGetInt64(TokenStatusListToken.TimeToLiveLabel, out var seconds) ? seconds : 0;
        return IsVerified(report, claims.Issuer) ? new VerifiedList(list, report.Signer, Live(live), claims.ExpiresAt) : null;
    }

    private static bool IsVerified(ProofReport report, string? issuer) =>
        report.Checks.HasPassed(CheckCodes.Signature) && report.Checks.HasPassed(CheckCodes.ProofPurpose) && (issuer is null || issuer == report.Signer);

    private static bool IsCurrent(DateTimeOffset? expires, DateTimeOffset? issued, StatusContext context) =>
        (expires is not { } end || context.Now - context.ClockSkew < end) && (issued is not { } start || start <= context.Now + context.ClockSkew);

    private static TimeSpan? Live(long seconds) => seconds is > 0 and < 315_360_000 ? TimeSpan.FromSeconds(seconds) : null;

    private sealed record VerifiedList(TokenStatusList List, string? Signer, TimeSpan? TimeToLive, DateTimeOffset? ExpiresAt);
}
