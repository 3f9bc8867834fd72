// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What a character is to ENSIP-15, as the table has it.</summary>
[Flags]
internal enum EnsMarks
{
    None = 0,
    Valid = 1,
    Ignored = 2,
    Combining = 4,
    NonSpacing = 8,
    Fenced = 16,
    Mapped = 32,
    BeginsEmoji = 64,
}
