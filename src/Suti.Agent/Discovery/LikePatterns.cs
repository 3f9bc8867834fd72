// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Patterns for <see cref="RecordLikeFilter"/>.</summary>
internal static class LikePatterns
{
    /// <summary>Texts that contain another one, whatever signs it has.</summary>
    public static string Containing(string text) => $"%{Escape(text)}%";

    /// <summary>Lists, kept as one text with commas between, that have an item.</summary>
    public static RecordFilter HasItem(RecordColumn column, string item) => RecordFilter.Any(
        RecordFilter.Equal(column, item),
        RecordFilter.Like(column, $"{Escape(item)},%"),
        RecordFilter.Like(column, $"%,{Escape(item)}"),
        RecordFilter.Like(column, $"%,{Escape(item)},%"));

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
