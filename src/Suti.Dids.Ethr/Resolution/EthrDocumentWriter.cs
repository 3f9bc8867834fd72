// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Jose;

namespace Suti.Dids.Ethr;

/// <summary>Makes a document of the changes of an identity (did:ethr method text, "Enumerating Contract Events to build the DID Document").</summary>
internal sealed class EthrDocumentWriter(Did did, EthrIdentifier identifier, EthrNetwork network, EthrDocumentForm form)
{
    private const string RecoveryType = "EcdsaSecp256k1RecoveryMethod2020";
    private const string Secp256k1Type = "EcdsaSecp256k1VerificationKey2019";
    private const string RecoveryContext = "https://w3id.org/security/suites/secp256k1recovery-2020/v2";

    // What is set again stays where it was, so that the order of a document is that of npm's resolver.
    private readonly OrderedDictionary<(string Kind, string Name, string Value), JsonObject> _keys = [];
    private readonly OrderedDictionary<(string Kind, string Name, string Value), JsonObject> _services = [];
    private readonly OrderedDictionary<(string Kind, string Name, string Value), string> _authentication = [];
    private readonly OrderedDictionary<(string Kind, string Name, string Value), string> _assertion = [];
    private readonly OrderedDictionary<(string Kind, string Name, string Value), string> _agreement = [];
    private Address _owner = identifier.Address;
    private int _keyCount;
    private int _serviceCount;

    /// <summary>Whether the identity was given up. Nothing counts after that.</summary>
    public bool IsDeactivated { get; private set; }

    public void Apply(EthrEvent change, UInt256 now)
    {
        switch (change)
        {
            case EthrOwnerEvent owner:
                _owner = owner.Owner;
                IsDeactivated = owner.Owner.IsZero;
                break;
            case EthrDelegateEvent account:
                Apply(account, now);
                break;
            case EthrAttributeEvent attribute:
                Apply(attribute, now);
                break;
        }
    }

    public DidDocument Write()
    {
        List<JsonObject> methods = [Account("controller", _owner)];
        List<string> controllers = [$"{did}#controller"];
        if (identifier.PublicKey is { } key && _owner == identifier.Address)
        {
            var method = Method("controllerKey", Secp256k1Type);
            WriteKey(method, key.Raw.ToArray(), "Secp256k1", null);
            methods.Add(method);
            controllers.Add($"{did}#controllerKey");
        }

        methods.AddRange(_keys.Values);
        var document = new JsonObject
        {
            ["@context"] = Contexts(methods),
            ["id"] = did.ToString(),
            ["verificationMethod"] = new JsonArray([.. methods]),
            ["authentication"] = Texts([.. controllers, .. _authentication.Values]),
            ["assertionMethod"] = Texts([.. controllers, .. _assertion.Values]),
        };
        if (_agreement.Count > 0)
        {
            document["keyAgreement"] = Texts([.. _agreement.Values]);
        }

        if (_services.Count > 0)
        {
            document["service"] = new JsonArray([.. _services.Values]);
        }

        return DidDocument.Parse(Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>Reads <c>did/pub</c> or <c>did/svc</c> and up to three words of letters, digits and underscores; null for other names.</summary>
    private static string[]? ReadName(string name)
    {
        var words = name.Split('/');
        return words.Length is >= 3 and <= 5
            && words.All(word => word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
                ? [words[2], words.ElementAtOrDefault(3) ?? "", words.ElementAtOrDefault(4) ?? ""]
                : null;
    }

    private void Apply(EthrDelegateEvent change, UInt256 now)
    {
        _keyCount++;
        var place = ("delegate", change.Type, change.Delegate.ToString());
        if (change.ValidTo.IsZero || change.ValidTo < now)
        {
            Remove(place);
        }
        else if (change.Type is "veriKey" or "sigAuth")
        {
            var fragment = string.Create(CultureInfo.InvariantCulture, $"delegate-{_keyCount}");
            _keys[place] = Account(fragment, change.Delegate);
            Refer(place, change.Type, fragment);
        }
    }

    private void Apply(EthrAttributeEvent change, UInt256 now)
    {
        // The numbers count all changes of a section, so that they stay when others end.
        var isKey = change.Name.StartsWith("did/pub/", StringComparison.Ordinal);
        var isService = change.Name.StartsWith("did/svc/", StringComparison.Ordinal);
        _keyCount += isKey ? 1 : 0;
        _serviceCount += isService ? 1 : 0;
        var place = ("attribute", change.Name, Hex.Encode(change.Value));
        if (change.ValidTo.IsZero || change.ValidTo < now)
        {
            Remove(place);
            return;
        }

        if (ReadName(change.Name) is not [var algorithm, var purpose, var encoding])
        {
            return;
        }

        if (isKey)
        {
            var fragment = string.Create(CultureInfo.InvariantCulture, $"delegate-{_keyCount}");
            var method = Method(fragment, EthrKeyTypes.TypeOf(algorithm, purpose, form));
            WriteKey(method, change.Value, algorithm, encoding);
            _keys[place] = method;
            Refer(place, purpose, fragment);
        }
        else if (isService && ReadService(algorithm, change.Value) is { } service)
        {
            _services[place] = service;
        }
    }

    private void Remove((string Kind, string Name, string Value) place)
    {
        _keys.Remove(place);
        _services.Remove(place);
        _authentication.Remove(place);
        _assertion.Remove(place);
        _agreement.Remove(place);
    }

    private void Refer((string Kind, string Name, string Value) place, string purpose, string fragment)
    {
        var id = $"{did}#{fragment}";
        var isOfResolver = form == EthrDocumentForm.Resolver11;
        if (purpose == "enc")
        {
            _agreement[place] = id;
        }
        else if (purpose == "sigAuth")
        {
            _authentication[place] = id;
        }

        if (purpose == "veriKey" || (isOfResolver && purpose != "enc"))
        {
            _assertion[place] = id;
        }
    }

    private JsonObject Account(string fragment, Address account)
    {
        var method = Method(fragment, RecoveryType);
        method["blockchainAccountId"] = string.Create(CultureInfo.InvariantCulture, $"eip155:{network.ChainId}:{account}");
        return method;
    }

    private JsonObject Method(string fragment, string type) => new()
    {
        ["id"] = $"{did}#{fragment}",
        ["type"] = type,
        ["controller"] = did.ToString(),
    };

    private void WriteKey(JsonObject method, byte[] value, string algorithm, string? hint)
    {
        if (form == EthrDocumentForm.MethodText)
        {
            switch (algorithm)
            {
                case "Secp256k1" when PublicKey.TryImport(KeyType.Secp256k1, value, value is [4, ..] ? PublicKeyFormat.Uncompressed : PublicKeyFormat.Raw, out var key):
                    using (var jwk = Jwk.FromPublicKey(key))
                    {
                        method["publicKeyJwk"] = JsonNode.Parse(jwk.ToPublicJson());
                    }

                    return;
                case "Ed25519":
                    method["publicKeyMultibase"] = Multibase.Encode(MultibaseEncoding.Base58Btc, [0xed, 0x01, .. value]);
                    return;
                case "X25519":
                    method["publicKeyMultibase"] = Multibase.Encode(MultibaseEncoding.Base58Btc, [0xec, 0x01, .. value]);
                    return;
                case "Multikey":
                    method["publicKeyMultibase"] = Multibase.Encode(MultibaseEncoding.Base58Btc, value);
                    return;
            }
        }

        // A key that is no point is written as it is, and refused by whoever would use it.
        var (member, text) = hint switch
        {
            null or "" or "hex" => ("publicKeyHex", Hex.Encode(value)),
            "base64" => ("publicKeyBase64", Convert.ToBase64String(value)),
            "base58" => ("publicKeyBase58", Base58.Encode(value)),
            "pem" => ("publicKeyPem", Encoding.UTF8.GetString(value)),
            _ => ("value", Hex.Encode(value)),
        };
        method[member] = text;
    }

    private JsonObject? ReadService(string type, byte[] value)
    {
        if (!System.Text.Unicode.Utf8.IsValid(value))
        {
            return null;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{did}#service-{_serviceCount}");
        JsonNode endpoint = StrictJson.TryParseNode(value, out var json) && json is JsonObject or JsonArray ? json! : Encoding.UTF8.GetString(value);
        var service = new JsonObject { ["id"] = id, ["type"] = type, ["serviceEndpoint"] = endpoint };
        try
        {
            // What DID Core allows no service to have is left out; the rest of the document stays.
            _ = DidService.FromJson(StrictJson.ParseElement(Encoding.UTF8.GetBytes(service.ToJsonString())));
            return service;
        }
        catch (SutiException)
        {
            return null;
        }
    }

    private JsonArray Contexts(IEnumerable<JsonObject> methods)
    {
        if (form == EthrDocumentForm.Resolver11)
        {
            return Texts([DidContexts.V1, RecoveryContext, "https://w3id.org/security/v3-unstable"]);
        }

        List<string> contexts = [DidContexts.V1, RecoveryContext];
        var terms = new JsonObject();
        foreach (var method in methods)
        {
            var context = EthrKeyTypes.ContextOf((string)method["type"]!);
            if (context is not null && !contexts.Contains(context))
            {
                contexts.Add(context);
            }

            if (method.ContainsKey("publicKeyJwk"))
            {
                terms["publicKeyJwk"] = new JsonObject { ["@id"] = "https://w3id.org/security#publicKeyJwk", ["@type"] = "@json" };
            }
            else if (method.FirstOrDefault(member => member.Key is "publicKeyHex" or "publicKeyBase64" or "publicKeyBase58" or "publicKeyPem").Key is { } member)
            {
                terms[member] = "https://w3id.org/security#" + member;
            }
        }

        var all = Texts(contexts);
        if (terms.Count > 0)
        {
            all.Add((JsonNode)terms);
        }

        return all;
    }
}
