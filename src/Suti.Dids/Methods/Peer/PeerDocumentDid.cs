// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>did:peer, numalgo 4 (and the genesis documents of numalgo 1): a whole document in the DID, bound by its hash.</summary>
internal static class PeerDocumentDid
{
    private static readonly StrictJsonLimits Limits = new() { MaxDepth = 32, MaxSize = 16 << 10, MaxValues = 4096 };

    public static Did Create(ReadOnlySpan<byte> inputDocument)
    {
        RequireWithoutId(inputDocument);
        var encoded = Multibase.Encode(MultibaseEncoding.Base58Btc, Multicodec.Json.Prefix(inputDocument));
        return Did.Parse($"{PeerDidMethod.Prefix}4{HashOf(Encoding.ASCII.GetBytes(encoded))}:{encoded}");
    }

    public static void RequireWithoutId(ReadOnlySpan<byte> document)
    {
        if (!StrictJson.TryParseNode(document, out var node, Limits) || node is not JsonObject json || json.ContainsKey("id"))
        {
            throw new ArgumentException("Not a JSON object without an id.", nameof(document));
        }
    }

    /// <summary>The SHA-256 multihash in base58btc.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) =>
        Multibase.Encode(MultibaseEncoding.Base58Btc, Multihash.Sha256(content).ToBytes());

    public static bool IsHash(ReadOnlySpan<char> text) =>
        text.Length < 64
        && text is ['z', ..]
        && Multibase.TryDecode(text, MultibaseEncoding.Base58Btc, out var bytes)
        && Multihash.TryDecode(bytes, out var hash)
        && hash.Function == Multicodec.Sha256
        && hash.Digest.Length == 32;

    public static bool TrySplit(Did longForm, [NotNullWhen(true)] out string? hash, [NotNullWhen(true)] out string? encoded)
    {
        var parts = longForm.MethodSpecificId[1..].Split(':');
        (hash, encoded) = parts is [var first, ['z', ..] second] && IsHash(first) ? (first, second) : (null, null);
        return hash is not null && encoded is not null;
    }

    /// <summary>Resolves under <paramref name="did"/>, which is <paramref name="longForm"/> or its short form.</summary>
    public static DidResolutionResult Resolve(Did did, Did longForm)
    {
        // The hash first: nothing is decoded that is not what the short form promises.
        if (!TrySplit(longForm, out var hash, out var encoded) || HashOf(Encoding.ASCII.GetBytes(encoded)) != hash)
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The hash of the DID is not that of its document.");
        }

        if (!Multibase.TryDecode(encoded, MultibaseEncoding.Base58Btc, out var bytes)
            || !Multicodec.TrySplit(bytes, out var codec, out var document)
            || codec != Multicodec.Json)
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The document in the DID is not encoded JSON.");
        }

        var other = did.Equals(longForm) ? $"{PeerDidMethod.Prefix}4{hash}" : longForm.ToString();
        return Contextualize(did, document, other);
    }

    /// <summary>Inserts what the document could not say of itself: its id, its other name, and itself as the controller of its keys.</summary>
    public static DidResolutionResult Contextualize(Did did, ReadOnlySpan<byte> document, string? alsoKnownAs)
    {
        if (!StrictJson.TryParseNode(document, out var node, Limits) || node is not JsonObject json || json.ContainsKey("id"))
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The document in the DID is not a JSON object without an id.");
        }

        json["id"] = did.ToString();
        if (alsoKnownAs is not null)
        {
            if (json["alsoKnownAs"] is not JsonArray names)
            {
                json["alsoKnownAs"] = names = [];
            }

            names.Add((JsonNode)alsoKnownAs);
        }

        foreach (var name in (ReadOnlySpan<string>)["verificationMethod", .. VerificationRelationships.Names])
        {
            if (json[name] is JsonArray methods)
            {
                foreach (var method in methods.OfType<JsonObject>())
                {
                    method.TryAdd("controller", did.ToString());
                }
            }
        }

        return DidDocument.TryParse(JsonBytes.Write(writer => json.WriteTo(writer)), out var parsed, out var error)
            ? DidResolutionResult.FromDocument(parsed)
            : DidResolutionResult.FromError(error);
    }
}
