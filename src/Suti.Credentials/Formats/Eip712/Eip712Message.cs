// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Ethereum;

namespace Suti.Credentials;

/// <summary>The typed data behind a proof: the document, with the proof but for the signature and the types themselves.</summary>
internal static class Eip712Message
{
    public static bool TryRead(
        JsonElement json,
        JsonElement proof,
        string primaryType,
        out bool signsProof,
        [NotNullWhen(true)] out TypedData? typedData,
        [NotNullWhen(false)] out EthereumError? error)
    {
        typedData = null;
        signsProof = false;
        // Older proofs call the member eip712Domain, and the types in it messageSchema.
        var outer = proof.Member("eip712").IsPresent() ? proof.Member("eip712") : proof.Member("eip712Domain");
        var types = outer.Member("types").IsPresent() ? outer.Member("types") : outer.Member("messageSchema");
        if (outer.Text("primaryType") != primaryType
            || types.ValueKind != JsonValueKind.Object
            || !outer.Member("domain").Member("chainId").IsPresent())
        {
            error = new EthereumError(EthereumErrorCodes.TypedDataInvalid, "The proof does not say what was signed, for this purpose and for a chain.");
            return false;
        }

        // Some issuers sign the document alone; then nothing that the proof says is signed.
        signsProof = types.Member(primaryType).Items().Any(field => field.Text("name") == "proof");
        return TryParse(json, proof, primaryType, types, outer.Member("domain"), signsProof, out typedData, out error);
    }

    private static bool TryParse(
        JsonElement json,
        JsonElement proof,
        string primaryType,
        JsonElement types,
        JsonElement domain,
        bool signsProof,
        [NotNullWhen(true)] out TypedData? typedData,
        [NotNullWhen(false)] out EthereumError? error)
    {
        var utf8 = JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteMember("types", types);
            writer.WriteString("primaryType"u8, primaryType);
            writer.WriteMember("domain", domain);
            writer.WriteStartObject("message"u8);
            writer.WriteMembersExcept(json, "proof");
            if (signsProof)
            {
                writer.WriteStartObject("proof"u8);
                writer.WriteMembersExcept(proof, "proofValue", "eip712", "eip712Domain");
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        return TypedData.TryParse(utf8.Span, out typedData, out error);
    }

    public static bool TryBuild(
        JsonObject types,
        JsonObject domain,
        string primaryType,
        JsonElement message,
        [NotNullWhen(true)] out TypedData? typedData,
        [NotNullWhen(false)] out EthereumError? error)
    {
        var utf8 = JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("types"u8);
            types.WriteTo(writer);
            writer.WriteString("primaryType"u8, primaryType);
            writer.WritePropertyName("domain"u8);
            domain.WriteTo(writer);
            writer.WriteMember("message", message);
            writer.WriteEndObject();
        });
        return TypedData.TryParse(utf8.Span, out typedData, out error);
    }
}
