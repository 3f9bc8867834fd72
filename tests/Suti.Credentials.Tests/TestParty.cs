// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Dids;

namespace Suti.Credentials.Tests;

/// <summary>Somebody with a key and a DID whose document lists the key for the given purposes.</summary>
internal sealed class TestParty
{
    private TestParty(string did, string method, PrivateKey key, DidDocument? document)
    {
        Did = did;
        Key = key;
        Document = document;
        Signer = new CredentialSigner(key, method);
    }

    public string Did { get; }

    public PrivateKey Key { get; }

    public DidDocument? Document { get; }

    public CredentialSigner Signer { get; }

    public static TestParty WithKeyDid(KeyType type)
    {
        var key = PrivateKey.Generate(type);
        var did = KeyDidMethod.Create(key.PublicKey).ToString();
        return new TestParty(did, $"{did}#{did["did:key:".Length..]}", key, document: null);
    }

    public static TestParty WithDocument(string name, KeyType type, VerificationRelationship relationships)
    {
        var did = $"did:example:{name}";
        var key = PrivateKey.Generate(type);
        var document = new DidDocumentBuilder(Dids.Did.Parse(did)).AddKey("#key-1", key.PublicKey, relationships).Build();
        return new TestParty(did, $"{did}#key-1", key, document);
    }
}
