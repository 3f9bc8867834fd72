// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Suti.Dids;

/// <summary>Resolution results as JSON: what the HTTP binding of DID Resolution carries, for clients and servers.</summary>
public static class DidResolutionJson
{
    /// <summary>The media type of results.</summary>
    public const string ContentType = "application/did-resolution";

    private static readonly HashSet<string> KnownMetadata = new(StringComparer.Ordinal)
    {
        "created", "updated", "deactivated", "versionId", "versionTime", "versionNumber", "nextUpdate", "nextVersionId", "canonicalId", "equivalentId", "ttl",
    };

    /// <summary>A result as UTF-8 JSON.</summary>
    public static byte[] Write(DidResolutionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("didDocument"u8);
            if (result.Document is { } document)
            {
                DidDocumentWriter.WriteAs(document, DidRepresentations.For(result.ResolutionMetadata.ContentType), writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            WriteResolution(writer, result.ResolutionMetadata);
            WriteMetadata(writer, result.DocumentMetadata);
            writer.WriteEndObject();
        });
    }

    /// <summary>The HTTP status that a server answers with (DID Resolution, "HTTP(S) Binding").</summary>
    public static int GetStatusCode(DidResolutionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Error?.Code switch
        {
            null => result.DocumentMetadata.Deactivated && result.Document is null ? 410 : 200,
            DidErrorCodes.InvalidDid or DidErrorCodes.InvalidDidUrl or DidErrorCodes.InvalidOptions => 400,
            DidErrorCodes.NotFound => 404,
            DidErrorCodes.RepresentationNotSupported => 406,
            DidErrorCodes.MethodNotSupported or DidErrorCodes.FeatureNotSupported => 501,
            _ => 500,
        };
    }

    /// <summary>Reads a result of another resolver; what is not one becomes an <see cref="DidErrorCodes.InternalError"/>.</summary>
    public static DidResolutionResult Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("didDocument", out var document))
        {
            return Malformed();
        }

        var metadata = ReadMetadata(json);
        if (ReadError(json) is { } error)
        {
            return DidResolutionResult.FromError(error) with { DocumentMetadata = metadata };
        }

        if (document.ValueKind == JsonValueKind.Null)
        {
            return metadata.Deactivated ? DidResolutionResult.FromDeactivated(metadata) : Malformed();
        }

        if (!DidDocument.TryParse(JsonMarshal.GetRawUtf8Value(document), out var parsed, out var refusal))
        {
            // A deactivated DID may come with an empty object.
            return metadata.Deactivated ? DidResolutionResult.FromDeactivated(metadata) : DidResolutionResult.FromError(refusal);
        }

        return DidResolutionResult.FromDocument(parsed, metadata);
    }

    private static DidResolutionResult Malformed() =>
        DidResolutionResult.FromError(DidErrorCodes.InternalError, "The answer is not a resolution result.");

    private static void WriteResolution(Utf8JsonWriter writer, DidResolutionMetadata metadata)
    {
        writer.WriteStartObject("didResolutionMetadata"u8);
        if (metadata.ContentType is not null)
        {
            writer.WriteString("contentType"u8, metadata.ContentType);
        }

        if (metadata.Error is { } error)
        {
            writer.WriteString("error"u8, error.Code);
            writer.WriteString("message"u8, error.Message);
            writer.WriteStartObject("problemDetails"u8);
            writer.WriteString("type"u8, error.Type);
            writer.WriteString("detail"u8, error.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, DidDocumentMetadata metadata)
    {
        writer.WriteStartObject("didDocumentMetadata"u8);
        WriteTime("created", metadata.Created);
        WriteTime("updated", metadata.Updated);
        if (metadata.Deactivated)
        {
            writer.WriteBoolean("deactivated"u8, true);
        }

        WriteText("versionId", metadata.VersionId);
        WriteTime("versionTime", metadata.VersionTime);
        if (metadata.VersionNumber is { } number)
        {
            writer.WriteNumber("versionNumber"u8, number);
        }

        WriteTime("nextUpdate", metadata.NextUpdate);
        WriteText("nextVersionId", metadata.NextVersionId);
        WriteText("canonicalId", metadata.CanonicalId);
        if (metadata.EquivalentIds.Count > 0)
        {
            writer.WriteStartArray("equivalentId"u8);
            foreach (var id in metadata.EquivalentIds)
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
        }

        // Metadata has no integers (DID Resolution, "DID Document Metadata"), so that the time is a text.
        WriteText("ttl", metadata.TimeToLive is { } time ? ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        foreach (var (name, value) in metadata.Additional)
        {
            if (!KnownMetadata.Contains(name))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();

        void WriteText(string name, string? value)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }

        void WriteTime(string name, DateTimeOffset? value) => WriteText(name, value is { } time ? DidTime.Format(time) : null);
    }

    private static DidError? ReadError(JsonElement json)
    {
        if (!json.TryGetProperty("didResolutionMetadata", out var metadata)
            || metadata.ValueKind != JsonValueKind.Object
            || !metadata.TryGetProperty("error", out var error)
            || error.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        // Later drafts have an object here, whose type ends with INVALID_DID and the like.
        var code = error.ValueKind switch
        {
            JsonValueKind.String => error.GetString()!,
            JsonValueKind.Object when JsonBytes.GetString(error, "type") is { } type => CodeOf(type),
            _ => DidErrorCodes.InternalError,
        };
        return new(code is { Length: > 0 and <= 64 } ? code : DidErrorCodes.InternalError, "The remote resolver says so.");
    }

    private static string CodeOf(string type)
    {
        var words = type[(type.LastIndexOf('#') + 1)..].ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static DidDocumentMetadata ReadMetadata(JsonElement json)
    {
        if (!json.TryGetProperty("didDocumentMetadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object)
        {
            return DidDocumentMetadata.Empty;
        }

        return new()
        {
            Created = Time("created"),
            Updated = Time("updated"),
            Deactivated = metadata.TryGetProperty("deactivated", out var deactivated) && deactivated.ValueKind == JsonValueKind.True,
            VersionId = JsonBytes.GetString(metadata, "versionId"),
            VersionTime = Time("versionTime"),
            VersionNumber = metadata.TryGetProperty("versionNumber", out var number)
                && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : null,
            NextUpdate = Time("nextUpdate"),
            NextVersionId = JsonBytes.GetString(metadata, "nextVersionId"),
            CanonicalId = JsonBytes.GetString(metadata, "canonicalId"),
            EquivalentIds = metadata.TryGetProperty("equivalentId", out var ids) ? DidServiceReader.ReadStrings(ids) ?? [] : [],
            TimeToLive = uint.TryParse(JsonBytes.GetString(metadata, "ttl"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : null,
            Additional = metadata.EnumerateObject().Where(property => !KnownMetadata.Contains(property.Name))
                .ToDictionary(property => property.Name, property => property.Value.Clone(), StringComparer.Ordinal),
        };

        DateTimeOffset? Time(string name) => DidTime.TryParse(JsonBytes.GetString(metadata, name), out var time) ? time : null;
    }
}
