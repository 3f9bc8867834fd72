// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;

namespace Suti.AspNetCore;

/// <summary>
/// The exposed operations as an OpenAPI 3.1 document, with the schemas of their records. <c>x-methods</c> holds them once more, as clients of Veramo
/// read them.
/// </summary>
internal static class OpenApiDocument
{
    public static byte[] Write(AgentHttpOptions options, AgentOperationTable operations, string server, bool asksForCredentials)
    {
        var paths = new JsonObject();
        var methods = new JsonObject();
        foreach (var operation in operations)
        {
            if (options.Exposed.Includes(operation))
            {
                paths["/" + operation.Name] = new JsonObject { ["post"] = WriteOperation(operation) };
                methods[operation.Name] = WriteMethod(operation);
            }
        }

        var components = new JsonObject { ["schemas"] = new JsonObject { ["Error"] = WriteError() } };
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = options.Name, ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3) },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = server }),
            ["paths"] = paths,
            ["components"] = components,
            ["x-methods"] = methods,
        };
        if (asksForCredentials)
        {
            components["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } };
            document["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() });
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    private static JsonObject WriteOperation(AgentOperation operation)
    {
        var place = $"#/paths/~1{operation.Name}/post";
        var request = Anchor(operation.GetRequestSchema(), $"{place}/requestBody/content/application~1json/schema");
        var result = Anchor(operation.GetResultSchema(), $"{place}/responses/200/content/application~1json/schema");
        return new()
        {
            ["operationId"] = operation.Name,
            ["summary"] = operation.Summary,
            ["requestBody"] = new JsonObject { ["content"] = Json(request) },
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "The result.", ["content"] = Json(result ?? new JsonObject { ["type"] = "null" }) },
                ["default"] = new JsonObject
                {
                    ["description"] = "What went wrong.",
                    ["content"] = new JsonObject
                    {
                        ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Error" } },
                    },
                },
            },
        };
    }

    private static JsonObject WriteMethod(AgentOperation operation) => new()
    {
        ["description"] = operation.Summary,
        ["arguments"] = Anchor(operation.GetRequestSchema(), $"#/x-methods/{operation.Name}/arguments"),
        ["returnType"] = Anchor(operation.GetResultSchema(), $"#/x-methods/{operation.Name}/returnType") ?? new JsonObject { ["type"] = "null" },
        ["readOnly"] = operation.IsReadOnly,
    };

    private static JsonObject Json(JsonNode? schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    private static JsonObject WriteError() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "title", "status", "detail", "code", "error"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text("A URI of the kind of error."),
            ["title"] = Text("The kind of status."),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = Text("What went wrong, for people."),
            ["code"] = Text("The stable code; docs/errors.md lists them."),
            ["error"] = Text("The same as detail, for clients of Veramo."),
            ["pointer"] = Text("The JSON pointer of the place in the request."),
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    /// <summary>References of a schema to itself begin at its own root; here its root is somewhere inside the document.</summary>
    private static JsonNode? Anchor(JsonNode? schema, string place)
    {
        switch (schema)
        {
            case JsonObject json:
                if (json["$ref"] is JsonValue reference && reference.TryGetValue<string>(out var target) && target.StartsWith('#'))
                {
                    json["$ref"] = place + target[1..];
                }

                foreach (var (_, value) in json)
                {
                    Anchor(value, place);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Anchor(item, place);
                }

                break;
            default:
                break;
        }

        return schema;
    }
}
