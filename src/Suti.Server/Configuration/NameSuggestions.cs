// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>Guesses which name was meant.</summary>
internal static class NameSuggestions
{
    private const int MaxLength = 64;
    private const int MinBeginning = 4;

    /// <summary>The nearest of some names, if it is near enough to have been meant.</summary>
    internal static string? Find(string name, IEnumerable<string> names)
    {
        var nearest = names
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .OrderBy(static candidate => candidate.Distance)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Distance < name.Length && nearest.Distance <= Math.Max(2, nearest.Name.Length / 3)
            ? nearest.Name
            : names.FirstOrDefault(candidate => name.Length >= MinBeginning && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>How many letters must be inserted, removed or changed, capitals aside.</summary>
    internal static int Distance(string left, string right)
    {
        if (left.Length > MaxLength || right.Length > MaxLength)
        {
            return int.MaxValue;
        }

        Span<int> row = stackalloc int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 0; line < left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line + 1;
            for (var column = 0; column < right.Length; column++)
            {
                var change = diagonal + (char.ToLowerInvariant(left[line]) == char.ToLowerInvariant(right[column]) ? 0 : 1);
                diagonal = row[column + 1];
                row[column + 1] = Math.Min(change, Math.Min(diagonal, row[column]) + 1);
            }
        }

        return row[right.Length];
    }
}
