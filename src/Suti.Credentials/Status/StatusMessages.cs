// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Credentials;

/// <summary>Reads and writes the members of an entry that say what the values of its status mean.</summary>
internal static class StatusMessages
{
    private const int MaxMessage = 1000;

    /// <summary>Writes size, messages and reference into an entry.</summary>
    /// <exception cref="ArgumentException">The messages are not those of all values.</exception>
    public static void Write(JsonObject entry, int size, IReadOnlyList<StatusMessage>? messages, string? reference)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, BitstringStatusList.MaxStatusSize);
        if (messages is null ? size > 1 : !AreAll(messages.Select(message => message.Value), size) || messages.Any(message => message.Message is not { Length: <= MaxMessage }))
        {
            throw new ArgumentException("Where a status has several bits, each of its values has a message, and once.", nameof(messages));
        }

        if (size > 1)
        {
            entry["statusSize"] = size;
        }

        if (messages is not null)
        {
            entry["statusMessage"] = new JsonArray([.. messages.Select(message => (JsonNode)new JsonObject { ["status"] = Text(message.Value), ["message"] = message.Message })]);
        }

        if (reference is not null)
        {
            entry["statusReference"] = reference;
        }
    }

    /// <summary>Whether the messages of an entry are well-formed, and the one of a value; null when the entry has none.</summary>
    public static bool TryRead(JsonElement entry, int size, int value, out string? message)
    {
        message = null;
        var member = entry.Member("statusMessage");
        if (!member.IsPresent())
        {
            // §2.1: where a status has several bits, there must be messages.
            return size == 1;
        }

        if (member.ValueKind != JsonValueKind.Array || member.GetArrayLength() != 1 << size)
        {
            return false;
        }

        var values = new List<int>(1 << size);
        foreach (var item in member.EnumerateArray())
        {
            if (item.Text("message") is not { Length: <= MaxMessage } text
                || item.Text("status") is not { } status || !status.StartsWith("0x", StringComparison.Ordinal)
                || !int.TryParse(status.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var stated))
            {
                return false;
            }

            values.Add(stated);
            message = stated == value ? text : message;
        }

        return AreAll(values, size);
    }

    public static string Text(int value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    private static bool AreAll(IEnumerable<int> values, int size) => values.Order().SequenceEqual(Enumerable.Range(0, 1 << size));
}
