// SPDX-License-Identifier: Apache-2.0

namespace Suti.House.Tests;

/// <summary>What a gate says when it is closed: every violation on a line of its own, and whole.</summary>
internal static class Gate
{
    internal static void AssertNone<T>(IEnumerable<T> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
