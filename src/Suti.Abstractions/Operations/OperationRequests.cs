// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Suti.Encodings;

namespace Suti;

/// <summary>Reads the JSON request of an operation and says where it does not fit.</summary>
internal static class OperationRequests
{
    internal static TRequest Read<TRequest>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<TRequest>? type, UnknownMembers unknownMembers)
        where TRequest : class
    {
        var empty = utf8.Span.Trim(" \t\r\n"u8).IsEmpty;
        if (type is null)
        {
            if (typeof(TRequest) != typeof(NoRequest))
            {
                throw new InvalidOperationException($"There is no JSON form of {typeof(TRequest).Name}.");
            }

            if (!empty)
            {
                RequireObject(utf8);
            }

            return (TRequest)(object)NoRequest.Value;
        }

        if (empty)
        {
            utf8 = "{}"u8.ToArray();
        }

        try
        {
            RequireStrictJson(utf8);
            var request = JsonSerializer.Deserialize(utf8.Span, type)
                ?? throw Refuse("", "must be an object");
            if (unknownMembers == UnknownMembers.Refuse)
            {
                RefuseUnknownMembers(utf8, type);
            }

            return request;
        }
        catch (JsonException exception)
        {
            throw Refuse(JsonPaths.ToPointer(exception.Path), Describe(exception));
        }
    }

    private static void RequireObject(ReadOnlyMemory<byte> utf8)
    {
        RequireStrictJson(utf8);
        if (!utf8.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            throw Refuse("", "must be an object");
        }
    }

    private static void RequireStrictJson(ReadOnlyMemory<byte> utf8)
    {
        if (!StrictJson.TryValidate(utf8.Span, null, out var error))
        {
            throw Refuse("", $"is refused: {error.TrimEnd('.')}");
        }
    }

    private static void RefuseUnknownMembers(ReadOnlyMemory<byte> utf8, JsonTypeInfo type)
    {
        using var document = JsonDocument.Parse(utf8);
        var found = new List<string>();
        UnknownMemberFinder.Find(document.RootElement, type, "", found);
        if (found.Count > 0)
        {
            throw Refuse(found[0], found.Count == 1 ? "is not known" : $"is not known, nor {string.Join(", ", found.Skip(1))}");
        }
    }

    // The serializer's own words name .NET types, which mean nothing to who sent the JSON. What they were about does.
    private static string Describe(JsonException exception)
    {
        const string Required = "missing required properties including: ";
        var at = exception.Message.IndexOf(Required, StringComparison.Ordinal);
        if (at >= 0)
        {
            var names = exception.Message[(at + Required.Length)..].TrimEnd('.').Replace('\'', '"');
            return $"lacks {names}";
        }

        return "has a value of the wrong type or form";
    }

    private static SutiException Refuse(string pointer, string reason) =>
        new(AgentErrorCodes.InvalidArgument, $"{(pointer.Length == 0 ? "The request" : pointer)} {reason}.");
}
