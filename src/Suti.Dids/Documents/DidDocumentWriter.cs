// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Dids;

/// <summary>Writes documents: those made here from their parts, those read as they were.</summary>
internal static class DidDocumentWriter
{
    private const string Context = "@context";

    public static void WriteAs(DidDocument document, DidRepresentation representation, Utf8JsonWriter writer)
    {
        var json = document.Json;
        var hasContext = json.TryGetProperty(Context, out _);
        if (representation == DidRepresentation.AsWritten || hasContext == (representation == DidRepresentation.JsonLd))
        {
            json.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        if (!hasContext)
        {
            writer.WriteString(Context, DidContexts.V1);
        }

        foreach (var member in json.EnumerateObject())
        {
            if (member.Name != Context)
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a document that was made here.</summary>
    public static void Write(DidDocument document, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(Context);
        foreach (var context in document.Contexts)
        {
            writer.WriteStringValue(context);
        }

        foreach (var context in document.ContextObjects)
        {
            context.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteString("id"u8, document.Id.ToString());
        WriteStrings(writer, "alsoKnownAs", document.AlsoKnownAs);
        if (document.Controllers is [var single])
        {
            writer.WriteString("controller"u8, single.ToString());
        }
        else
        {
            WriteStrings(writer, "controller", [.. document.Controllers.Select(controller => controller.ToString())]);
        }

        WriteMethods(document, writer);
        if (document.Services.Count > 0)
        {
            writer.WriteStartArray("service"u8);
            foreach (var service in document.Services)
            {
                service.Json.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteMethods(DidDocument document, Utf8JsonWriter writer)
    {
        if (document.VerificationMethods.Count > 0)
        {
            writer.WriteStartArray("verificationMethod"u8);
            foreach (var method in document.VerificationMethods)
            {
                method.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        for (var index = 0; index < VerificationRelationships.Count; index++)
        {
            var references = document.References(index);
            if (references.IsEmpty)
            {
                continue;
            }

            writer.WriteStartArray(VerificationRelationships.Names[index]);
            foreach (var reference in references)
            {
                if (reference.Embedded is null)
                {
                    writer.WriteStringValue(reference.IdText);
                }
                else
                {
                    reference.Embedded.WriteTo(writer);
                }
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
