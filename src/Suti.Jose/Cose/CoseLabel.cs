// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Jose;

/// <summary>A label of a COSE header or key, or of a CWT claim: an integer or a text.</summary>
public readonly record struct CoseLabel
{
    /// <summary>An integer label.</summary>
    public CoseLabel(long number) => Number = number;

    /// <summary>A text label.</summary>
    public CoseLabel(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>The integer; 0 for a text.</summary>
    public long Number { get; }

    /// <summary>The text; null for an integer.</summary>
    public string? Text { get; }

    /// <summary>An integer label.</summary>
    public static implicit operator CoseLabel(long number) => new(number);

    /// <summary>A text label.</summary>
    public static implicit operator CoseLabel(string text) => new(text);

    /// <summary>An integer label.</summary>
    public static CoseLabel FromInt64(long number) => new(number);

    /// <summary>A text label.</summary>
    public static CoseLabel FromString(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);
}
