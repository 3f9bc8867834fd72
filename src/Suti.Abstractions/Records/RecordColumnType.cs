// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The type of the values of a <see cref="RecordColumn"/>.</summary>
public enum RecordColumnType
{
    /// <summary>Text, compared by its UTF-8 bytes.</summary>
    Text,

    /// <summary>A 64-bit integer. Booleans are 0 and 1.</summary>
    Integer,

    /// <summary>A moment, to the millisecond.</summary>
    Time,
}
