// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>How a <see cref="RecordComparisonFilter"/> compares.</summary>
public enum RecordComparison
{
    /// <summary>The same value.</summary>
    Equal,

    /// <summary>A smaller value.</summary>
    Less,

    /// <summary>A smaller value, or the same.</summary>
    LessOrEqual,

    /// <summary>A greater value.</summary>
    Greater,

    /// <summary>A greater value, or the same.</summary>
    GreaterOrEqual,
}
