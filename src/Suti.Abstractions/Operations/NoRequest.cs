// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The request of an operation that takes none: <c>{}</c>.</summary>
public sealed record NoRequest
{
    /// <summary>The only value anyone needs.</summary>
    public static NoRequest Value { get; } = new();
}
