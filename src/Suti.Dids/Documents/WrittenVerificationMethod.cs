// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Dids;

/// <summary>A verification method that is made here and not read: what its JSON will say.</summary>
/// <param name="IdText">The id as it is written, relative or not.</param>
/// <param name="Type">Its type.</param>
/// <param name="Member">The name of the one member that holds the key.</param>
/// <param name="Value">That member: a string, or JSON when <paramref name="IsJson"/>.</param>
/// <param name="IsJson">Whether the value is JSON and not a string.</param>
/// <param name="Context">The JSON-LD context that defines the type; null when the core context does.</param>
/// <param name="Key">The key, where it is known.</param>
internal sealed record WrittenVerificationMethod(
    string IdText, string Type, string Member, string Value, bool IsJson, string? Context, VerificationKey? Key)
{
    public static WrittenVerificationMethod ForKey(string idText, PublicKey key, VerificationMethodForm form, string? multibase = null)
    {
        var known = new VerificationKey(key);
        return form switch
        {
            VerificationMethodForm.Multikey => OfMultikey(idText, multibase ?? Multikey.Encode(key), known),
            VerificationMethodForm.JsonWebKey => OfJwk(idText, Jwk.FromPublicKey(key).ToPublicJson(), known, isStandard: true),
            VerificationMethodForm.JsonWebKey2020 => OfJwk(idText, Jwk.FromPublicKey(key).ToPublicJson(), known, isStandard: false),
            VerificationMethodForm.Suite2020 when key.Type == KeyType.Ed25519 => new(
                idText, "Ed25519VerificationKey2020", "publicKeyMultibase", multibase ?? Multikey.Encode(key), false, DidContexts.Ed25519Suite2020, known),
            VerificationMethodForm.Suite2020 when key.Type == KeyType.X25519 => new(
                idText, "X25519KeyAgreementKey2020", "publicKeyMultibase", multibase ?? Multikey.Encode(key), false, DidContexts.X25519Suite2020, known),
            VerificationMethodForm.Suite2018 when key.Type == KeyType.Ed25519 => new(
                idText, "Ed25519VerificationKey2018", "publicKeyBase58", Base58.Encode(key.Raw), false, DidContexts.Ed25519Suite2018, known),
            VerificationMethodForm.Suite2018 when key.Type == KeyType.X25519 => new(
                idText, "X25519KeyAgreementKey2019", "publicKeyBase58", Base58.Encode(key.Raw), false, DidContexts.X25519Suite2019, known),
            VerificationMethodForm.Suite2018 when key.Type == KeyType.Secp256k1 => new(
                idText, "EcdsaSecp256k1VerificationKey2019", "publicKeyBase58", Base58.Encode(key.Raw), false, DidContexts.Secp256k1Suite2019, known),
            _ => OfJwk(idText, Jwk.FromPublicKey(key).ToPublicJson(), known, isStandard: false),
        };
    }

    public static WrittenVerificationMethod OfMultikey(string idText, string multibase, VerificationKey? key) =>
        new(idText, "Multikey", "publicKeyMultibase", multibase, false, DidContexts.Multikey, key);

    public static WrittenVerificationMethod OfJwk(string idText, string json, VerificationKey? key, bool isStandard) =>
        new(idText, isStandard ? "JsonWebKey" : "JsonWebKey2020", "publicKeyJwk", json, true, isStandard ? DidContexts.Jwk : DidContexts.Jws2020, key);

    public static WrittenVerificationMethod OfAccount(string idText, string type, BlockchainAccount account, string? context) =>
        new(idText, type, "blockchainAccountId", account.ToString(), false, context, new VerificationKey(account));

    public void WriteTo(Utf8JsonWriter writer, Did controller)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, IdText);
        writer.WriteString("type"u8, Type);
        writer.WriteString("controller"u8, controller.ToString());
        if (IsJson)
        {
            writer.WritePropertyName(Member);
            writer.WriteRawValue(Value);
        }
        else
        {
            writer.WriteString(Member, Value);
        }

        writer.WriteEndObject();
    }
}
