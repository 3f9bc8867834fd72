// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Suti.Crypto;
using Suti.Dids;

namespace Suti.Benchmarks;

/// <summary>
/// Resolution of DIDs that hold their own keys beside the npm resolvers, without any cache, each call with another of 64 DIDs; the
/// cache beside the dictionary under it; and the parsing of DID URLs.
/// </summary>
internal sealed class DidComparisons : ComparisonSource
{
    private const int Keys = 64;
    private const string Url = "did:web:example.com%3A3000:user:alice/path/file?service=files&relativeRef=%2Fa%2Fb#key-1";

    private static readonly DidResolverOptions Uncached = new() { Cache = null };

    private readonly NodePeer _peer;

    public DidComparisons() => _peer = Own(new NodePeer("dids.mjs"));

    public override IEnumerable<Comparison> Comparisons =>
    [
        Key("did.resolve.key.npm", KeyType.Ed25519, "key.ed25519"),
        Key("did.resolve.key.secp256k1.npm", KeyType.Secp256k1, "key.secp256k1"),
        Key("did.resolve.key.p256.npm", KeyType.P256, "key.p256"),
        Jwk("did.resolve.jwk.npm", KeyType.Secp256k1, "jwk.secp256k1"),
        Jwk("did.resolve.jwk.p256.npm", KeyType.P256, "jwk.p256"),
        Jwk("did.resolve.jwk.ed25519.npm", KeyType.Ed25519, "jwk.ed25519"),
        Cached(),
        new("dids", "did-url.parse.npm", ParseUrl, "did-resolver", _peer.Operation("url.parse")),
    ];

    private static string[] Create(KeyType type, Func<PublicKey, Did> create)
    {
        var dids = new string[Keys];
        for (var index = 0; index < Keys; index++)
        {
            using var key = PrivateKey.Generate(type);
            dids[index] = create(key.PublicKey).ToString();
        }

        return dids;
    }

    private Comparison Key(string name, KeyType type, string operation) =>
        Resolution(name, new(() => Create(type, KeyDidMethod.Create)), new([new KeyDidMethod()], Uncached), "key-did-resolver", operation);

    private Comparison Jwk(string name, KeyType type, string operation) =>
        Resolution(name, new(() => Create(type, key => JwkDidMethod.Create(key, "sig"))), new([new JwkDidMethod()], Uncached), "@veramo/did-provider-jwk", operation);

    private Comparison Resolution(string name, Lazy<string[]> dids, DidResolver resolver, string reference, string operation) =>
        new("dids", name, count => Resolve(resolver, dids.Value, count), reference, _peer.Operation(operation));

    /// <summary>The reference is the look-up alone, with as many entries and the same keys.</summary>
    private static Comparison Cached()
    {
        var dids = new Lazy<string[]>(() => Create(KeyType.Ed25519, KeyDidMethod.Create));
        var resolver = new DidResolver([new KeyDidMethod()]);
        var dictionary = new Lazy<ConcurrentDictionary<string, object>>(() =>
            new(dids.Value.Select(did => KeyValuePair.Create(did, (object)did)), StringComparer.Ordinal));
        return new("dids", "did.resolve.cached.dictionary", count => Resolve(resolver, dids.Value, count), "ConcurrentDictionary", new LocalOperation(LookUp));

        void LookUp(int count)
        {
            for (var index = 0; index < count; index++)
            {
                if (!dictionary.Value.TryGetValue(dids.Value[index % Keys], out _))
                {
                    throw new InvalidOperationException("The entry is not there.");
                }
            }
        }
    }

    private static void Resolve(DidResolver resolver, string[] dids, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var pending = resolver.ResolveAsync(dids[index % Keys]);
            if (!pending.IsCompletedSuccessfully || !pending.Result.IsSuccess)
            {
                throw new InvalidOperationException("The DID does not resolve.");
            }
        }
    }

    private static void ParseUrl(int count)
    {
        for (; count > 0; count--)
        {
            if (!DidUrlParts.TryParse(Url, out var parts) || parts.Fragment.IsEmpty)
            {
                throw new InvalidOperationException("The DID URL does not parse.");
            }
        }
    }
}
