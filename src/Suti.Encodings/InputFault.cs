// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Encodings;

/// <summary>Why an input was refused and where: what a <c>Try</c> form swallows and its throwing twin reports.</summary>
internal readonly record struct InputFault(string What, int Position)
{
    /// <summary>The exception of the throwing form; <paramref name="unit"/> is what positions count.</summary>
    public FormatException ToException(string format, string unit = "character") =>
        new(string.Create(CultureInfo.InvariantCulture, $"Not {format}: {What} at {unit} {Position}."));
}
