// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Suti.Dids;
using Suti.Jose;

namespace Suti.AspNetCore;

/// <summary>
/// JWTs that a DID signed as credentials of callers: for this agent alone (<c>aud</c>), of this purpose alone (<c>typ</c>), for minutes, by a key that its document
/// lists for authentication, and used once (<c>jti</c>).
/// </summary>
internal sealed class DidTokenCredential(DidTokenOptions options, IDidResolver resolver, IRecordStore store, TimeProvider clock) : ICallerCredential
{
    /// <summary>The type of such tokens. A token of another purpose opens nothing.</summary>
    internal const string TokenType = "suti-access+jwt";

    private const int MaxIdLength = 256;
    private const int CleaningInterval = 256;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly DidTokenVerifier _verifier = new(resolver);
    private readonly RecordSet<UsedToken> _used = new(store, ApiKeyStore.Space, UsedToken.Kind);
    private int _uses;

    public bool Claims(string token) => token.StartsWith("eyJ", StringComparison.Ordinal);

    public async ValueTask<AgentCaller?> AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        // Who is not known is refused before its DID is resolved: nobody makes this server fetch what strangers name.
        if (!Jwt.TryParse(token, out var jwt, out _) || jwt.Claims is not { Issuer: { } issuer, ExpiresAt: { } expires, Id: { Length: > 0 and <= MaxIdLength } id }
            || options.Find(issuer) is not { } caller)
        {
            return null;
        }

        var policy = new JwtPolicy
        {
            Algorithms = JwsAlgorithms.Signatures,
            Type = TokenType,
            Audience = [options.Audience],
            RequiredClaims = ["iss", "aud", "exp", "iat", "jti"],
            MaxAge = options.MaxLifetime,
            ClockSkew = ClockSkew,
            TimeProvider = clock,
        };
        var result = await _verifier.VerifyAsync(token, policy, VerificationRelationship.Authentication, cancellationToken).ConfigureAwait(false);
        return result.IsVerified
            && expires - jwt.Claims.IssuedAt <= options.MaxLifetime
            && await IsFirstUseAsync(issuer, id, expires + ClockSkew, cancellationToken).ConfigureAwait(false)
                ? caller
                : null;
    }

    /// <summary>In the store, so that a token is used once by all processes together, and once over a restart.</summary>
    private async ValueTask<bool> IsFirstUseAsync(string issuer, string id, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _uses) % CleaningInterval == 0)
        {
            await RemoveExpiredAsync(cancellationToken).ConfigureAwait(false);
        }

        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{id}")));
        try
        {
            await _used.PutAsync(new UsedToken { Key = key, Until = until }, expectedVersion: 0, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
        {
            return false;
        }
    }

    private async ValueTask RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var expired = await _used.FindAsync(
            new RecordQuery(UsedToken.Kind)
            {
                Filter = new RecordComparisonFilter(UsedToken.Kind["until"], RecordComparison.Less, RecordValue.Of(clock.GetUtcNow())),
                Take = 2 * CleaningInterval,
            },
            cancellationToken).ConfigureAwait(false);
        await store.CommitAsync(ApiKeyStore.Space, [.. expired.Select(token => _used.DeleteChange(token.Key))], cancellationToken).ConfigureAwait(false);
    }
}
