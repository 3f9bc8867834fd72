// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Benchmarks;

/// <summary>An SD-JWT with twenty disclosures beside a plain JWT with the same claims.</summary>
internal sealed class SdJwtComparisons : ComparisonSource
{
    private static readonly JwtPolicy Policy = new() { Algorithms = [JwsAlgorithm.EdDsa] };

    private readonly PrivateKey _key = PrivateKey.Generate(KeyType.Ed25519);
    private readonly JsonObject _claims = new(Enumerable.Range(0, 20).Select(index => KeyValuePair.Create($"claim_{index}", (JsonNode?)$"value {index}")));

    public SdJwtComparisons() => Own(_key);

    public override IEnumerable<Comparison> Comparisons
    {
        get
        {
            var issued = Issue();
            var presented = Present(issued).ToString();
            var plain = Jwt.Sign(new JwtContent { Additional = _claims }, _key);
            yield return new Comparison("jose", "sd-jwt.issue20.jwt", Times(() => Issue()), "jwt", Plain(() => Jwt.Sign(new JwtContent { Additional = _claims }, _key)));
            yield return new Comparison("jose", "sd-jwt.present20.jwt", Times(() => Present(issued)), "jwt", Plain(() => VerifyPlain(plain)));
            yield return new Comparison("jose", "sd-jwt.verify20.jwt", Times(() => Verify(presented)), "jwt", Plain(() => VerifyPlain(plain)));
        }
    }

    private static Action<int> Times(Action operation) => count =>
    {
        for (; count > 0; count--)
        {
            operation();
        }
    };

    private static LocalOperation Plain(Action operation) => new(Times(operation));

    private static SdJwt Present(SdJwt issued) => issued.Disclose("/claim_0", "/claim_7", "/claim_19");

    private SdJwt Issue()
    {
        var issuer = new SdJwtIssuer(_claims).Disclosable([.. _claims.Select(claim => "/" + claim.Key)]);
        return issuer.SignAsync(new JwsSigner(_key)).AsTask().GetAwaiter().GetResult();
    }

    private void Verify(string presented)
    {
        if (!SdJwt.TryParse(presented, out var sdJwt, out _) || !sdJwt.Verify(_key.PublicKey, new SdJwtPolicy { Token = Policy }, out _, out _))
        {
            throw new InvalidOperationException("The SD-JWT does not verify.");
        }
    }

    private void VerifyPlain(string token)
    {
        if (!Jwt.TryParse(token, out var jwt, out _) || !jwt.Verify(_key.PublicKey, Policy, out _))
        {
            throw new InvalidOperationException("The token does not verify.");
        }
    }
}
