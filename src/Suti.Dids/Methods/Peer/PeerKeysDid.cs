// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>did:peer, numalgo 2: keys and services, one after the other, in the DID.</summary>
internal static class PeerKeysDid
{
    private const int MaxElements = 64;

    /// <summary>Purpose codes in the order of <see cref="VerificationRelationship"/>.</summary>
    private const string Purposes = "VAEID";

    private static readonly StrictJsonLimits Limits = new() { MaxDepth = 16, MaxSize = 16 << 10, MaxValues = 1024 };

    private static readonly (string Long, string Short)[] Names =
        [("type", "t"), ("serviceEndpoint", "s"), ("routingKeys", "r"), ("accept", "a")];

    public static Did Create(IEnumerable<KeyValuePair<VerificationRelationship, PublicKey>> keys, IEnumerable<DidService> services)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var text = new System.Text.StringBuilder(PeerDidMethod.Prefix).Append('2');
        foreach (var (purpose, key) in keys)
        {
            text.Append('.').Append(Purposes[VerificationRelationships.IndexOf(purpose)]).Append(Multikey.Encode(key));
        }

        if (text.Length == PeerDidMethod.Prefix.Length + 1)
        {
            throw new ArgumentException("A DID of numalgo 2 has at least one key.", nameof(keys));
        }

        foreach (var service in services)
        {
            var json = JsonObject.Create(service.Json)!;
            var abbreviated = Rename(json, isExpanding: false)!;
            text.Append(".S").Append(Base64Url.Encode(JsonBytes.Write(writer => abbreviated.WriteTo(writer))));
        }

        return Did.Parse(text.ToString());
    }

    /// <summary>Resolves under <paramref name="did"/>, which is <paramref name="longForm"/> or its short form.</summary>
    public static DidResolutionResult Resolve(Did did, Did longForm, string elements)
    {
        if (elements is not ['.', ..] || elements.AsSpan().Count('.') > MaxElements)
        {
            return Invalid("The identifier has no elements, or too many.");
        }

        var builder = new DidDocumentBuilder(did);
        builder.AddContext(DidContexts.Multikey);
        var keys = 0;
        var services = 0;
        foreach (var range in elements.AsSpan(1).Split('.'))
        {
            var element = elements.AsSpan(1)[range];
            var purpose = element.IsEmpty ? -1 : Purposes.IndexOf(element[0]);
            if (purpose >= 0)
            {
                var multibase = element[1..].ToString();
                if (multibase is not ['z', ..] || !MulticodecKeys.TryRead(multibase, out var key, out var error))
                {
                    return Invalid("A key of the DID is not a valid key in base58btc.");
                }

                var fragment = $"key-{++keys}";
                builder.Add(
                    did.AppendFragment(fragment),
                    WrittenVerificationMethod.ForKey("#" + fragment, key, VerificationMethodForm.Multikey, multibase),
                    (VerificationRelationship)(1 << purpose));
            }
            else if (element is not ['S', .. var encoded] || ReadService(did, encoded, ref services) is not { } service)
            {
                return Invalid("An element of the DID is neither a key nor a service.");
            }
            else
            {
                builder.AddService(service);
            }
        }

        builder.AddAlsoKnownAs(did.Equals(longForm) ? PeerDidMethod.GetShortForm(longForm)!.ToString() : longForm.ToString());
        var document = builder.Build();
        return document.Services.Select(service => service.Id).Distinct().Count() == document.Services.Count
            ? DidResolutionResult.FromDocument(document)
            : Invalid("Two services have the same id.");
    }

    private static DidService? ReadService(Did did, ReadOnlySpan<char> encoded, ref int unnamed)
    {
        if (!Base64Url.TryDecode(encoded, out var bytes)
            || !StrictJson.TryParseNode(bytes, out var node, Limits)
            || node is not JsonObject abbreviated
            || Rename(abbreviated, isExpanding: true) is not { } json)
        {
            return null;
        }

        // Services without an id are numbered among themselves: #service, #service-1, #service-2...
        if (!json.ContainsKey("id"))
        {
            json["id"] = unnamed == 0 ? "#service" : $"#service-{unnamed}";
            unnamed++;
        }
        else if (json["id"] is not JsonValue id || !id.TryGetValue<string>(out var text) || text is not ['#', ..])
        {
            return null;
        }

        var element = StrictJson.ParseElement(JsonBytes.Write(writer => json.WriteTo(writer)), Limits);
        return DidServiceReader.TryRead(did, element, out var service, out _) ? service : null;
    }

    /// <summary>Replaces the common strings, in member names at every depth and in the type; null when two members become one.</summary>
    private static JsonObject? Rename(JsonObject json, bool isExpanding)
    {
        var renamed = new JsonObject();
        foreach (var (name, value) in json)
        {
            var (isKnown, newName) = NewName(name, isExpanding);
            JsonNode? newValue = value switch
            {
                JsonObject nested => Rename(nested, isExpanding),
                JsonArray list => RenameItems(list, isExpanding),
                JsonValue text when (isKnown ? newName : name) is "type" or "t" && text.TryGetValue<string>(out var type) =>
                    (isExpanding, type) switch { (true, "dm") => "DIDCommMessaging", (false, "DIDCommMessaging") => "dm", _ => type },
                _ => value?.DeepClone(),
            };
            if ((newValue is null && value is not null) || !renamed.TryAdd(newName, newValue))
            {
                return null;
            }
        }

        return renamed;
    }

    private static JsonArray? RenameItems(JsonArray list, bool isExpanding)
    {
        var renamed = new JsonArray();
        foreach (var item in list)
        {
            var newItem = item is JsonObject nested ? Rename(nested, isExpanding) : item?.DeepClone();
            if (newItem is null && item is not null)
            {
                return null;
            }

            renamed.Add(newItem);
        }

        return renamed;
    }

    private static (bool IsKnown, string Name) NewName(string name, bool isExpanding)
    {
        foreach (var (longName, shortName) in Names)
        {
            if (name == (isExpanding ? shortName : longName))
            {
                return (true, isExpanding ? longName : shortName);
            }
        }

        return (false, name);
    }

    private static DidResolutionResult Invalid(string message) => DidResolutionResult.FromError(DidErrorCodes.InvalidDid, message);
}
