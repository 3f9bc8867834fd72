// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Agent;

/// <summary>How messages are kept.</summary>
internal static class MessageRecord
{
    public static readonly RecordKind<AgentMessage> Kind = new RecordKind<AgentMessage>("message", AgentJson.Default.AgentMessage, message => message.Id)
        .WithText("from", message => message.From)
        .WithText("to", message => message.To)
        .WithText("type", message => message.Type)
        .WithText("thread_id", message => message.ThreadId)
        .WithText("raw", message => message.Raw is { Length: <= MaxIndexedText } ? message.Raw : null)
        .WithText("reply_to", message => message.ReplyTo is null ? null : string.Join(',', message.ReplyTo))
        .WithText("reply_url", message => message.ReplyUrl)
        .WithTime("created_at", message => ParseTime(message.CreatedAt))
        .WithTime("expires_at", message => ParseTime(message.ExpiresAt));

    private const int MaxIndexedText = 2048;

    public static DateTimeOffset? ParseTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
