// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>
/// Makes an SD-JWT (RFC 9901 §4). Claims are named by JSON pointers into the claims. One that is marked is disclosed as a whole;
/// one that is marked inside another marked one is disclosed on its own, after the outer one.
/// </summary>
public sealed class SdJwtIssuer
{
    private const string AlgorithmName = "_sd_alg";
    private const int MaxDecoys = 1000;

    private readonly JsonObject _claims;
    private readonly HashSet<JsonPointer> _disclosable = [];
    private readonly List<(JsonPointer Container, int Count)> _decoys = [];
    private Jwk? _holder;

    /// <summary>Starts from all claims, in the clear.</summary>
    /// <exception cref="ArgumentException">The claims use a name that SD-JWT itself uses.</exception>
    public SdJwtIssuer(JsonObject claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (UsesReservedName(claims) || claims.ContainsKey(AlgorithmName))
        {
            throw new ArgumentException("The claims must not be named _sd, _sd_alg or '...'.", nameof(claims));
        }

        _claims = (JsonObject)claims.DeepClone();
    }

    /// <summary>The hash function of the digests, by its name in <c>_sd_alg</c>.</summary>
    public string HashName { get; init; } = SdJwtHash.DefaultName;

    /// <summary>Where salts and decoys come from.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;

    /// <summary>Makes claims, or elements of arrays, selectively disclosable.</summary>
    /// <param name="pointers">JSON pointers (RFC 6901), such as <c>/address/street</c> or <c>/nationalities/0</c>.</param>
    /// <exception cref="ArgumentException">A pointer leads nowhere.</exception>
    public SdJwtIssuer Disclosable(params ReadOnlySpan<string> pointers)
    {
        foreach (var text in pointers)
        {
            var pointer = JsonPointer.Parse(text);
            if (pointer.IsRoot || !pointer.TryFind(_claims, out _))
            {
                throw new ArgumentException($"There is no claim at '{text}'.", nameof(pointers));
            }

            _disclosable.Add(pointer);
        }

        return this;
    }

    /// <summary>Adds digests behind which there is nothing, so that their number does not tell how many claims there are.</summary>
    /// <param name="pointer">The object or array to add them to; the empty string is the claims themselves.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentException">There is no object or array.</exception>
    public SdJwtIssuer Decoys(string pointer, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxDecoys);
        var container = JsonPointer.Parse(pointer);
        if (!container.TryFind(_claims, out var node) || node is not (JsonObject or JsonArray))
        {
            throw new ArgumentException($"There is no object or array at '{pointer}'.", nameof(pointer));
        }

        _decoys.Add((container, count));
        return this;
    }

    /// <summary>Binds the SD-JWT to the holder's key: the claim <c>cnf</c> with a <c>jwk</c> (RFC 7800).</summary>
    public SdJwtIssuer BoundTo(PublicKey holder)
    {
        _holder = Jwk.FromPublicKey(holder);
        return this;
    }

    /// <summary>Signs, and returns the SD-JWT with all its disclosures.</summary>
    /// <param name="signer">The issuer's key, algorithm and header; a <c>typ</c> should be set (RFC 9901 §9.11).</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public async ValueTask<SdJwt> SignAsync(JwsSigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var (payload, disclosures) = BuildPayload();
        var token = await Jws.SignAsync(payload, signer, JwsForm.Attached, cancellationToken).ConfigureAwait(false);
        return Jws.TryParse(token, out var jws, out var error)
            ? new SdJwt(token, jws, disclosures, keyBinding: null)
            : throw error.ToException();
    }

    private (byte[] Payload, IReadOnlyList<SdJwtDisclosure> Disclosures) BuildPayload()
    {
        var hash = SdJwtHash.Find(HashName) ?? throw SdJwtErrors.HashUnknown.ToException();
        var claims = (JsonObject)_claims.DeepClone();
        var digests = new Dictionary<JsonObject, List<string>>(ReferenceEqualityComparer.Instance);

        // Decoys first, while pointers still lead to their containers; then the claims, the deepest first, so that what is
        // disclosed inside another disclosure is a digest there already.
        foreach (var (container, count) in _decoys)
        {
            container.TryFind(claims, out var node);
            AddDecoys(node!, count, hash, digests);
        }

        var disclosures = new List<SdJwtDisclosure>(_disclosable.Count);
        foreach (var pointer in _disclosable.OrderByDescending(pointer => pointer.Depth))
        {
            disclosures.Add(Hide(pointer, claims, hash, digests));
        }

        if (disclosures.Count > 0 || digests.Count > 0 || HashName != SdJwtHash.DefaultName)
        {
            claims[AlgorithmName] = HashName;
        }

        if (_holder is not null)
        {
            claims["cnf"] = new JsonObject { ["jwk"] = JsonNode.Parse(_holder.ToPublicJson()) };
        }

        disclosures.Reverse();
        return (Serialize(claims), disclosures);
    }

    private SdJwtDisclosure Hide(
        JsonPointer pointer, JsonObject claims, HashFunction hash, Dictionary<JsonObject, List<string>> digests)
    {
        pointer.Parent.TryFind(claims, out var container);
        if (container is JsonArray array)
        {
            var index = pointer.LastIndex;
            var element = SdJwtDisclosure.Create(null, array[index], Random);
            array[index] = new JsonObject { [SdJwtDisclosure.ElementName] = element.GetDigest(hash) };
            return element;
        }

        var parent = (JsonObject)container!;
        var claim = SdJwtDisclosure.Create(pointer.Last, parent[pointer.Last], Random);
        parent.Remove(pointer.Last);
        AddDigest(parent, claim.GetDigest(hash), digests);
        return claim;
    }

    private void AddDecoys(JsonNode container, int count, HashFunction hash, Dictionary<JsonObject, List<string>> digests)
    {
        for (; count > 0; count--)
        {
            var digest = SdJwtHash.Digest(hash, Base64Url.Encode(Random.GetBytes(32)));
            if (container is JsonArray array)
            {
                array.Add((JsonNode)new JsonObject { [SdJwtDisclosure.ElementName] = digest });
            }
            else
            {
                AddDigest((JsonObject)container, digest, digests);
            }
        }
    }

    /// <summary>Keeps <c>_sd</c> sorted, so that the order of digests tells nothing of the order of claims (RFC 9901 §4.2.4.1).</summary>
    private static void AddDigest(JsonObject parent, string digest, Dictionary<JsonObject, List<string>> digests)
    {
        if (!digests.TryGetValue(parent, out var list))
        {
            digests[parent] = list = [];
        }

        list.Insert(~list.BinarySearch(digest, StringComparer.Ordinal), digest);
        parent[SdJwtDisclosure.DigestsName] = new JsonArray([.. list.Select(entry => (JsonNode)entry)]);
    }

    private static bool UsesReservedName(JsonNode? node) => node switch
    {
        JsonObject item => item.Any(member =>
            member.Key is SdJwtDisclosure.DigestsName or SdJwtDisclosure.ElementName || UsesReservedName(member.Value)),
        JsonArray array => array.Any(UsesReservedName),
        _ => false,
    };

    private static byte[] Serialize(JsonObject claims)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JoseJsonWriting.Options))
        {
            claims.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
