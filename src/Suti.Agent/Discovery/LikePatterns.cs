// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Patterns for <see cref="RecordLikeFilter"/>.</summary>
internal static class LikePatterns
{
    /// <summary>Texts that contain another one, whatever signs it has.</summary>
    public static string Containing(string text) => "%" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
