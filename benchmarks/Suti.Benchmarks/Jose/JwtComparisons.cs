// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Benchmarks;

/// <summary>JWTs with a payload of 600 bytes beside did-jwt, and beside the bare signature.</summary>
internal sealed class JwtComparisons : ComparisonSource
{
    private const string Issuer = "did:example:issuer";

    private readonly NodePeer _peer;

    public JwtComparisons() => _peer = Own(new NodePeer("jose.mjs"));

    public override IEnumerable<Comparison> Comparisons =>
    [
        .. ForAlgorithm(JwsAlgorithm.Es256K, KeyType.Secp256k1),
        .. ForAlgorithm(JwsAlgorithm.EdDsa, KeyType.Ed25519),
    ];

    private IEnumerable<Comparison> ForAlgorithm(JwsAlgorithm algorithm, KeyType type)
    {
        var name = algorithm.Name.ToLowerInvariant();
        var key = Own(PrivateKey.Generate(type));
        var content = new JwtContent
        {
            Issuer = Issuer,
            IssuedAt = TimeProvider.System.GetUtcNow(),
            Additional = new JsonObject { ["claims"] = new JsonObject { ["name"] = "Bob" }, ["pad"] = new string('x', 516) },
        };
        var token = Jwt.Sign(content, key, algorithm);
        var policy = new JwtPolicy { Algorithms = [algorithm], Issuer = Issuer };
        yield return new Comparison("jose", $"jwt.verify.{name}.did-jwt", Verify, "did-jwt", _peer.Operation($"jwt.verify.{name}"));
        yield return new Comparison("jose", $"jwt.create.{name}.did-jwt", Create, "did-jwt", _peer.Operation($"jwt.create.{name}"));
        yield return new Comparison("jose", $"jwt.verify.{name}.signature", Verify, "signature", new LocalOperation(VerifySignature));

        void Verify(int count)
        {
            for (; count > 0; count--)
            {
                if (!Jwt.TryParse(token, out var jwt, out _) || !jwt.Verify(key.PublicKey, policy, out _))
                {
                    throw new InvalidOperationException("The token does not verify.");
                }
            }
        }

        void Create(int count)
        {
            for (; count > 0; count--)
            {
                Jwt.Sign(content, key, algorithm);
            }
        }

        void VerifySignature(int count)
        {
            var input = System.Text.Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
            var signature = Encodings.Base64Url.Decode(token.AsSpan(token.LastIndexOf('.') + 1));
            for (; count > 0; count--)
            {
                if (!algorithm.Signature!.Verify(key.PublicKey, input, signature))
                {
                    throw new InvalidOperationException("The signature does not verify.");
                }
            }
        }
    }
}
