// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>
/// A claim as it was issued: with the elements of arrays that were not shown in their places, and the knowledge of what may be left out and of where
/// something is hidden. RFC 9901 takes both away before anybody reads the claims.
/// </summary>
internal sealed class IssuedClaim
{
    private const string Digests = "_sd";
    private const string Element = "...";
    private const int MaxDepth = 64;

    private readonly Dictionary<string, IssuedClaim> _members = new(StringComparer.Ordinal);
    private readonly List<IssuedClaim> _items = [];

    private IssuedClaim(JsonValueKind kind, bool isDisclosable)
    {
        Kind = kind;
        IsDisclosable = isDisclosable;
    }

    /// <summary>What it is; undefined for an element of an array that is not shown.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Whether it has a disclosure of its own.</summary>
    public bool IsDisclosable { get; }

    /// <summary>Whether there are digests in this object of which nothing is shown: claims, or decoys.</summary>
    public bool HidesMembers { get; private set; }

    public IReadOnlyDictionary<string, IssuedClaim> Members => _members;

    public IReadOnlyList<IssuedClaim> Items => _items;

    /// <summary>The claims of an SD-JWT whose form was checked already.</summary>
    public static IssuedClaim Of(SdJwt sdJwt)
    {
        var payload = JsonElement.Parse(sdJwt.Jws.Payload.Span);
        var hash = payload.Text("_sd_alg") switch
        {
            "sha-384" => HashFunction.Sha384,
            "sha-512" => HashFunction.Sha512,
            "sha3-256" => HashFunction.Sha3_256,
            "sha3-384" => HashFunction.Sha3_384,
            "sha3-512" => HashFunction.Sha3_512,
            _ => HashFunction.Sha256,
        };
        return Read(payload, isDisclosable: false, sdJwt.Disclosures.ToDictionary(disclosure => disclosure.GetDigest(hash), StringComparer.Ordinal), depth: 0);
    }

    private static IssuedClaim Read(JsonElement value, bool isDisclosable, Dictionary<string, SdJwtDisclosure> shown, int depth)
    {
        var claim = new IssuedClaim(value.ValueKind, isDisclosable);
        if (depth > MaxDepth)
        {
            // Deeper claims were refused when the SD-JWT was read.
            return claim;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            claim.ReadMembers(value, shown, depth);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                claim._items.Add(
                    item.Text(Element) is not { } digest ? Read(item, isDisclosable: false, shown, depth + 1)
                    : shown.TryGetValue(digest, out var disclosure) ? Read(disclosure.Value, isDisclosable: true, shown, depth + 1)
                    : new IssuedClaim(JsonValueKind.Undefined, isDisclosable: true));
            }
        }

        return claim;
    }

    private void ReadMembers(JsonElement value, Dictionary<string, SdJwtDisclosure> shown, int depth)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (!member.NameEquals(Digests))
            {
                _members[member.Name] = Read(member.Value, isDisclosable: false, shown, depth + 1);
                continue;
            }

            foreach (var digest in member.Value.Texts())
            {
                if (shown.TryGetValue(digest, out var disclosure) && disclosure.Name is { } name)
                {
                    _members[name] = Read(disclosure.Value, isDisclosable: true, shown, depth + 1);
                }
                else
                {
                    HidesMembers = true;
                }
            }
        }
    }
}
