// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The space that a scoped service works for.</summary>
public sealed class SpaceContext
{
    private string? _space;

    /// <summary>The name of the space when none is asked for.</summary>
    public const string Main = "main";

    /// <summary>The longest name of a space.</summary>
    public const int MaxLength = 128;

    /// <summary>The name of the space. It is set once, by the agent.</summary>
    /// <exception cref="InvalidOperationException">It is not set yet, or is set again.</exception>
    public string Space
    {
        get => _space ?? throw new InvalidOperationException("No space is set: resolve scoped services through an agent.");
        set
        {
            if (_space is not null)
            {
                throw new InvalidOperationException("The space is set already.");
            }

            _space = Check(value);
        }
    }

    /// <summary>Checks the name of a space: 1 to 128 letters, digits, <c>.</c>, <c>_</c>, <c>-</c>, <c>:</c>.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public static string Check(string space)
    {
        ArgumentException.ThrowIfNullOrEmpty(space);
        if (space.Length > MaxLength || !space.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':'))
        {
            throw new ArgumentException(
                $"The name of a space has 1 to {MaxLength} letters, digits, or the characters . _ - :", nameof(space));
        }

        return space;
    }
}
