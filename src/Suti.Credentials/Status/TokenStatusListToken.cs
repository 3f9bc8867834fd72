// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>Publishes a Token Status List: signed as a JWT or as a CWT.</summary>
public sealed record TokenStatusListToken
{
    internal const string JwtType = "statuslist+jwt";
    internal const string CwtType = "application/statuslist+cwt";
    internal const long SubjectLabel = 2;
    internal const long ExpiresLabel = 4;
    internal const long IssuedLabel = 6;
    internal const long IssuerLabel = 1;
    internal const long TimeToLiveLabel = 65534;
    internal const long StatusListLabel = 65533;

    /// <summary>Where it is published.</summary>
    public required string Uri { get; init; }

    /// <summary>The list.</summary>
    public required TokenStatusList List { get; init; }

    /// <summary>When it is issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when it is valid.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long verifiers may keep it.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Where all lists of the issuer are named: see <see cref="StatusListAggregation"/>.</summary>
    public string? AggregationUri { get; init; }

    /// <summary>The claim <c>status</c> of a token that this list speaks of.</summary>
    /// <param name="uri">Where the list is published.</param>
    /// <param name="index">The place of the token.</param>
    public static JsonObject CreateStatus(string uri, int index) =>
        new() { ["status_list"] = new JsonObject { ["idx"] = index, ["uri"] = uri } };

    /// <summary>Signs it as a JWT.</summary>
    /// <param name="signer">The issuer's key.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public ValueTask<string> SignJwtAsync(CredentialSigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var additional = new JsonObject { ["status_list"] = List.ToJson(AggregationUri) };
        if (TimeToLive is { } live)
        {
            additional["ttl"] = (long)live.TotalSeconds;
        }

        var claims = new JwtContent { Issuer = signer.Controller, Subject = Uri, IssuedAt = IssuedAt, ExpiresAt = ExpiresAt, Additional = additional };
        var header = new JoseHeaderParameters { Type = JwtType, KeyId = signer.VerificationMethod };
        return Jwt.SignAsync(claims, signer.Signer, header: header, cancellationToken: cancellationToken);
    }

    /// <summary>Signs it as a CWT.</summary>
    /// <param name="signer">The issuer's key.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public ValueTask<byte[]> SignCwtAsync(CredentialSigner signer, CoseAlgorithm algorithm, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var claims = new CoseMap()
            .Set(IssuerLabel, signer.Controller)
            .Set(SubjectLabel, Uri)
            .Set(IssuedLabel, IssuedAt.ToUnixTimeSeconds())
            .Set(StatusListLabel, List.ToCbor(AggregationUri));
        if (ExpiresAt is { } expires)
        {
            claims = claims.Set(ExpiresLabel, expires.ToUnixTimeSeconds());
        }

        if (TimeToLive is { } live)
        {
            claims = claims.Set(TimeToLiveLabel, (long)live.TotalSeconds);
        }

        var header = new CoseMap().Set(16, CwtType).SetBytes(4, Encoding.UTF8.GetBytes(signer.VerificationMethod));
        return CoseSign1.SignAsync(claims.Encode(), signer.Signer, algorithm, new CoseOptions { Protected = header, Tagged = true }, cancellationToken);
    }
}
