// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text.Json;

namespace Suti.Agent.Client;

/// <summary>Turns what an agent answered into the exception that it was there.</summary>
internal static class RemoteErrors
{
    private const int MaxMessageLength = 4096;

    /// <summary>How the texts of Veramo begin, which has no codes.</summary>
    private static readonly (string Start, string Code)[] VeramoTexts =
    [
        ("Identifier not found", ManagedDidErrorCodes.NotFound),
        ("Key not found", KeyErrorCodes.NotFound),
        ("key_not_found:", KeyErrorCodes.NotFound),
        ("Identifier provider does not exist", ManagedDidErrorCodes.UnknownProvider),
        ("Message not found", DataErrorCodes.NotFound),
        ("Verifiable credential not found", DataErrorCodes.NotFound),
        ("Verifiable presentation not found", DataErrorCodes.NotFound),
        ("not_found:", DataErrorCodes.NotFound),
        ("Invalid column name", RecordErrorCodes.InvalidQuery),
        ("Unsupported message type", MessageErrorCodes.Unsupported),
        ("illegal_argument:", AgentErrorCodes.InvalidArgument),
        ("invalid_argument:", AgentErrorCodes.InvalidArgument),
        ("not_supported:", KeyErrorCodes.Unsupported),
    ];

    public static SutiException Read(AgentOperation operation, HttpStatusCode status, byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return Read(operation, status, document.RootElement);
            }
        }
        catch (JsonException)
        {
            // Something else than an agent may have answered: a proxy, or a page that says 404.
        }

        return new(CodeOf(status), $"{operation.Name} was answered with the status {(int)status}.");
    }

    private static SutiException Read(AgentOperation operation, HttpStatusCode status, JsonElement answer)
    {
        var message = Text(answer, "error") ?? Text(answer, "message") ?? Text(answer, "detail") ?? $"{operation.Name} was answered with the status {(int)status}.";
        message = message.Length > MaxMessageLength ? message[..MaxMessageLength] : message;
        if (Text(answer, "name") == "ValidationError")
        {
            return new(AgentErrorCodes.InvalidArgument, message);
        }

        // The codes of Suti have a dot, or are the words of DID Resolution; those of the validator of Veramo are in capitals.
        if (Text(answer, "code") is { Length: > 0 and <= 64 } code && char.IsAsciiLetterLower(code[0]))
        {
            return new(code, message);
        }

        foreach (var (start, known) in VeramoTexts)
        {
            if (message.StartsWith(start, StringComparison.Ordinal))
            {
                return new(known, message);
            }
        }

        return new(CodeOf(status), message);
    }

    private static string CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => AgentErrorCodes.InvalidArgument,
        HttpStatusCode.Unauthorized => RemoteErrorCodes.Unauthorized,
        HttpStatusCode.Forbidden => RemoteErrorCodes.Forbidden,
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => AgentErrorCodes.UnknownOperation,
        HttpStatusCode.RequestEntityTooLarge => RemoteErrorCodes.TooLarge,
        HttpStatusCode.UnsupportedMediaType => RemoteErrorCodes.MediaType,
        HttpStatusCode.TooManyRequests => RemoteErrorCodes.TooMany,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => RemoteErrorCodes.Unavailable,
        >= HttpStatusCode.InternalServerError => RemoteErrorCodes.Failed,
        _ => RemoteErrorCodes.ResponseInvalid,
    };

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
