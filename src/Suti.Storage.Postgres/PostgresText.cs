// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Postgres;

/// <summary>
/// PostgreSQL's text has no NUL. It is written as U+0001 U+0001, and U+0001 as U+0001 U+0002: what was different stays so,
/// and the order by bytes stays what it was.
/// </summary>
internal static class PostgresText
{
    internal static string Encode(string text) => text.AsSpan().ContainsAny('\0', '\u0001')
        ? text.Replace("\u0001", "\u0001\u0002", StringComparison.Ordinal).Replace("\0", "\u0001\u0001", StringComparison.Ordinal)
        : text;

    internal static string Decode(string text) => text.Contains('\u0001')
        ? text.Replace("\u0001\u0001", "\0", StringComparison.Ordinal).Replace("\u0001\u0002", "\u0001", StringComparison.Ordinal)
        : text;
}
