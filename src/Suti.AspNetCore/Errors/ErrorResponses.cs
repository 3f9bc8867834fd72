// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Suti.AspNetCore;

/// <summary>
/// Writes errors so that everybody finds what they look for: clients of Veramo the text <c>error</c> (and <c>ValidationError</c>), those of RFC 9457
/// its members, programs the <c>code</c>, people the <c>pointer</c> of the place.
/// </summary>
internal static class ErrorResponses
{
    private const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, string code, string message, string? operation = null) =>
        WriteAsync(context, ErrorStatus.Of(code), code, message, operation);

    public static async Task WriteAsync(HttpContext context, int status, string code, string message, string? operation = null)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer is out: ending the connection is the only way left to say that it is none.
            context.Abort();
            return;
        }

        var body = new ArrayBufferWriter<byte>();
        Write(body, status, code, message, operation);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.ContentLength = body.WrittenCount;
        if (status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }
        else if (status == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
        {
            response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static void Write(ArrayBufferWriter<byte> body, int status, string code, string message, string? operation)
    {
        using var writer = new Utf8JsonWriter(body);
        var pointer = code == AgentErrorCodes.InvalidArgument ? PointerOf(message) : null;
        writer.WriteStartObject();
        writer.WriteString("type"u8, $"urn:suti:error:{code}");
        writer.WriteString("title"u8, TitleOf(status));
        writer.WriteNumber("status"u8, status);
        writer.WriteString("detail"u8, message);
        writer.WriteString("code"u8, code);
        writer.WriteString("error"u8, message);
        if (pointer is not null)
        {
            writer.WriteString("pointer"u8, pointer);
            writer.WriteString("name"u8, "ValidationError"u8);
            writer.WriteString("message"u8, message);
            writer.WriteString("path"u8, "#" + pointer);
            if (operation is not null)
            {
                writer.WriteString("method"u8, operation);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Messages about a place in a request begin with its pointer; those about the whole do not, and its pointer is empty.</summary>
    private static string PointerOf(string message)
    {
        if (!message.StartsWith('/'))
        {
            return "";
        }

        var end = message.IndexOfAny([' ', ',']);
        return end < 0 ? "" : message[..end];
    }

    private static string TitleOf(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        429 => "Too Many Requests",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };
}
