// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// Some of the operations of an agent: those that it exposes, or those that a credential may call. A pattern is a name, the
/// beginning of names with <c>*</c> behind (<c>didManager*</c>), <c>*</c> for all, or <c>@read-only</c> for those that change nothing; with
/// <c>!</c> before it, it takes away what others allow.
/// </summary>
public sealed class OperationSelection
{
    /// <summary>The pattern of all operations that change nothing.</summary>
    public const string ReadOnlyPattern = "@read-only";

    /// <summary>The longest pattern.</summary>
    public const int MaxPatternLength = 128;

    /// <summary>Chooses operations.</summary>
    /// <exception cref="ArgumentException">A pattern has another form.</exception>
    public OperationSelection(params IEnumerable<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Patterns = [.. patterns];
        foreach (var pattern in Patterns)
        {
            if (!IsPattern(pattern))
            {
                throw new ArgumentException(
                    $"\"{pattern}\" is no pattern of operations: give a name, the beginning of names with * behind, * or {ReadOnlyPattern}.", nameof(patterns));
            }
        }
    }

    /// <summary>Every operation.</summary>
    public static OperationSelection All { get; } = new("*");

    /// <summary>No operation.</summary>
    public static OperationSelection None { get; } = new();

    /// <summary>The patterns.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Whether a text is a pattern.</summary>
    public static bool IsPattern(string? pattern)
    {
        if (pattern is null || pattern.Length > MaxPatternLength)
        {
            return false;
        }

        var rest = pattern.StartsWith('!') ? pattern.AsSpan(1) : pattern;
        if (rest is ReadOnlyPattern or "*")
        {
            return true;
        }

        var name = rest.EndsWith("*") ? rest[..^1] : rest;
        return !name.IsEmpty && !name.ContainsAnyExcept(NameCharacters);
    }

    /// <summary>Whether an operation is among the chosen ones.</summary>
    public bool Includes(AgentOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return Includes(operation.Name, operation.IsReadOnly);
    }

    /// <summary>Whether something with a name of its own, such as the stream of events, is among what is chosen.</summary>
    public bool Includes(string name, bool isReadOnly)
    {
        ArgumentNullException.ThrowIfNull(name);
        var included = false;
        foreach (var pattern in Patterns)
        {
            if (pattern[0] == '!')
            {
                if (Fits(pattern.AsSpan(1), name, isReadOnly))
                {
                    return false;
                }
            }
            else
            {
                included = included || Fits(pattern, name, isReadOnly);
            }
        }

        return included;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Patterns);

    private static System.Buffers.SearchValues<char> NameCharacters { get; } =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    private static bool Fits(ReadOnlySpan<char> pattern, string name, bool isReadOnly) =>
        pattern is ReadOnlyPattern ? isReadOnly
        : pattern.EndsWith("*") ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern.SequenceEqual(name);
}
