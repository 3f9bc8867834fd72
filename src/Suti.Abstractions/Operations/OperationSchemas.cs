// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Suti;

/// <summary>JSON schemas of requests and results, with the descriptions that their types carry.</summary>
internal static class OperationSchemas
{
    private static readonly JsonSchemaExporterOptions Options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    };

    internal static JsonObject OfRequest(JsonTypeInfo? type) =>
        (type is null ? null : type.GetJsonSchemaAsNode(Options) as JsonObject)
        ?? new JsonObject { ["type"] = "object", ["additionalProperties"] = false };

    internal static JsonNode? OfResult(JsonTypeInfo? type) => type?.GetJsonSchemaAsNode(Options);

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var attributes = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false);
        if (schema is JsonObject described && attributes is [DescriptionAttribute description, ..])
        {
            described["description"] = description.Description;
        }

        return schema;
    }
}
