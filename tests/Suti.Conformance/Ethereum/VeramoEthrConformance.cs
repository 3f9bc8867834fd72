// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Dids;
using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The signed changes that Veramo's provider of did:ethr prepares.</summary>
public sealed class VeramoEthrConformance
{
    [Fact]
    public void SignedChanges_NamesAndValues_AreThose()
    {
        var registry = Address.Parse("0xdca7ef03e98e0dc2b855be647c39abe984fcf21b");
        var suite = new ConformanceSuite("veramo/did-ethr");
        using var vectors = TestVectors.ReadJson("veramo/did-ethr-signed-params.json");
        using var controller = PrivateKey.Generate(KeyType.Secp256k1);
        var identity = Address.FromPublicKey(controller.PublicKey);
        foreach (var vector in vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            suite.Case(vector.Text("name"), () =>
            {
                var attribute = vector.TryGetProperty("key", out var key)
                    ? EthrAttribute.OfKey(PublicKey.Import(KeyType.Ed25519, key.Bytes("publicKeyHex")), VerificationRelationship.AssertionMethod)
                    : EthrAttribute.OfService(vector.Text("attributeName").Split('/')[^1], vector.Text("attributeValue"));
                var expected = key.ValueKind == System.Text.Json.JsonValueKind.Undefined
                    ? Encoding.UTF8.GetBytes(vector.Text("attributeValue"))
                    : vector.Bytes("attributeValueContains");
                Assert.Equal(vector.Text("attributeName"), attribute.Name);
                Assert.Equal(Hex.Encode(expected), Hex.Encode(attribute.Value.Span));

                // What is signed holds all of it, and the signature is the controller's.
                var action = vector.GetProperty("ttlSeconds").ValueKind == System.Text.Json.JsonValueKind.Number
                    ? EthrAction.SetAttribute(attribute, TimeSpan.FromSeconds(vector.GetProperty("ttlSeconds").GetInt32()))
                    : EthrAction.RevokeAttribute(attribute);
                var signature = EthereumSignature.Sign(controller, action.GetDigest(registry, identity, UInt256.Zero));
                Assert.True(signature.IsOf(identity, action.GetDigest(registry, identity, UInt256.Zero)));
                Assert.False(signature.IsOf(identity, action.GetDigest(registry, identity, UInt256.One)));
                Assert.Contains(Hex.Encode(expected), Hex.Encode(action.ToSignedCall(registry, identity, signature).Data.Span), StringComparison.Ordinal);
            });
        }

        suite.Complete(4);
    }
}
