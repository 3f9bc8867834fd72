// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Suti.Agent;

/// <summary>Requests for selective disclosure, in JWTs that are verified already.</summary>
internal sealed class DisclosureMessageHandler : IMessageHandler
{
    private const string Type = "sdr";

    public ValueTask<AgentMessage?> HandleAsync(
        IncomingMessage message,
        Func<IncomingMessage, CancellationToken, ValueTask<AgentMessage?>> next,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(next);
        var data = message.Data;
        return TextOf(data, "type") == Type && MemberOf(data, "claims").ValueKind == JsonValueKind.Array
            ? new(Read(message, data))
            : next(message, cancellationToken);
    }

    private static AgentMessage Read(IncomingMessage message, JsonElement data) => new()
    {
        Id = CredentialView.HashOf(message.Raw),
        Type = Type,
        Raw = message.Raw,
        Data = data,
        MetaData = message.MetaData,
        From = TextOf(data, "iss"),
        To = TextOf(data, "subject"),
        ThreadId = TextOf(data, "tag"),
        ReplyUrl = TextOf(data, "replyUrl"),
        ReplyTo = RepliesOf(MemberOf(data, "replyTo")),
        CreatedAt = TimeOf(data, "nbf") ?? TimeOf(data, "iat"),
    };

    private static string[]? RepliesOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => [.. json.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)],
        _ => null,
    };

    private static JsonElement MemberOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string? TextOf(JsonElement json, string name) =>
        MemberOf(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The verifier of the token has checked that it is a time.</summary>
    private static string? TimeOf(JsonElement json, string name) =>
        MemberOf(json, name) is { ValueKind: JsonValueKind.Number } number
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(number.GetDouble() * 1000)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : null;
}
