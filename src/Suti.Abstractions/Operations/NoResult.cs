// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The result of an operation that gives none: <c>null</c>.</summary>
public sealed record NoResult
{
    /// <summary>The only value anyone needs.</summary>
    public static NoResult Value { get; } = new();
}
