// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>A record as a store gives it.</summary>
/// <param name="Key">The key, unique in its space and kind.</param>
/// <param name="Version">1 when it is new, one more with each change.</param>
/// <param name="Body">The body.</param>
public sealed record StoredRecord(string Key, long Version, ReadOnlyMemory<byte> Body)
{
    /// <summary>The fields, when the query asked for them; otherwise null.</summary>
    public IReadOnlyList<RecordField>? Fields { get; init; }
}
