// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>
/// The keys that issuers publish under <c>/.well-known/jwt-vc-issuer</c> (draft-ietf-oauth-sd-jwt-vc, "JWT VC Issuer Metadata"), for issuers that are
/// named by a URL of HTTPS. The server learns that somebody verifies a credential of that issuer.
/// </summary>
public sealed class JwtVcIssuerKeys : IControllerKeySource
{
    private const string WellKnown = "/.well-known/jwt-vc-issuer";
    private const int MaxSize = 1 << 18;

    private static readonly string[] Accept = ["application/json"];
    private static readonly string[] AcceptKeys = ["application/jwk-set+json", "application/json"];

    private readonly StatusCache<IReadOnlyList<ControllerKey>> _cache = new();
    private readonly IResourceFetcher _fetcher;
    private readonly TimeSpan _timeToLive;
    private readonly TimeProvider _clock;

    /// <summary>Makes a source.</summary>
    /// <param name="fetcher">Fetches, and guards against addresses that are not public.</param>
    /// <param name="timeToLive">How long keys are kept; they are fetched for each verification when it is zero.</param>
    /// <param name="clock">The clock.</param>
    public JwtVcIssuerKeys(IResourceFetcher fetcher, TimeSpan timeToLive = default, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(fetcher);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeToLive, TimeSpan.Zero);
        _fetcher = fetcher;
        _timeToLive = timeToLive;
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ControllerKey>?> FindAsync(
        string controller, VerificationRelationship relationship, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(controller);
        if (relationship != VerificationRelationship.AssertionMethod || AddressOf(controller) is not { } address)
        {
            return null;
        }

        var now = _clock.GetUtcNow();
        if (_cache.Find(controller, now) is { } known)
        {
            return known;
        }

        try
        {
            var keys = await FetchAsync(controller, address, cancellationToken).ConfigureAwait(false);
            if (keys is not null)
            {
                _cache.Keep(controller, keys, now, _timeToLive, validUntil: null);
            }

            return keys;
        }
        catch (SutiException exception) when (exception.Code == CredentialErrorCodes.NotFetched)
        {
            return null;
        }
    }

    /// <summary>Where the metadata of an issuer is; null when its name does not allow any.</summary>
    internal static Uri? AddressOf(string issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttps && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0
        && !issuer.Contains('?', StringComparison.Ordinal) && !issuer.Contains('#', StringComparison.Ordinal)
            ? new Uri($"{url.Scheme}://{url.Authority}{WellKnown}{url.AbsolutePath.TrimEnd('/')}")
            : null;

    private async ValueTask<IReadOnlyList<ControllerKey>?> FetchAsync(string issuer, Uri address, CancellationToken cancellationToken)
    {
        var metadata = await _fetcher.FetchAsync(address, Accept, MaxSize, cancellationToken).ConfigureAwait(false);
        if (!StrictJson.TryParseElement(metadata.Content.Span, out var json, new StrictJsonLimits { MaxSize = MaxSize, MaxDepth = 32 })
            || json.Text("issuer") != issuer
            || json.Member("jwks").IsPresent() == json.Member("jwks_uri").IsPresent())
        {
            return null;
        }

        if (json.Member("jwks").IsPresent())
        {
            return json.Member("jwks").ValueKind == JsonValueKind.Object ? Read(JsonValues.Utf8(json.Member("jwks"))) : null;
        }

        if (!Uri.TryCreate(json.Text("jwks_uri"), UriKind.Absolute, out var keys) || keys.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        return Read((await _fetcher.FetchAsync(keys, AcceptKeys, MaxSize, cancellationToken).ConfigureAwait(false)).Content.Span);
    }

    private static List<ControllerKey>? Read(ReadOnlySpan<byte> utf8)
    {
        if (!JwkSet.TryParse(utf8, out var set, out _))
        {
            return null;
        }

        using (set)
        {
            // Whoever publishes a private key has lost it.
            return set.Any(key => key.IsSecret)
                ? null
                : [.. set.Where(key => key.PublicKey is not null && key.Allows(JwkUse.Verify, key.Algorithm ?? ""))
                    .Select(key => new ControllerKey(key.KeyId ?? Base64Url.Encode(key.GetThumbprint()), key.PublicKey!))];
        }
    }
}
