// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>What a <see cref="CborWriter"/> does about the order of a map's keys. Repeated keys are always refused.</summary>
public enum CborMapOrder
{
    /// <summary>Entries may be written in any order and are put into bytewise order (RFC 8949 section 4.2.1).</summary>
    Sort,

    /// <summary>Entries must be written in bytewise order.</summary>
    Check,

    /// <summary>Entries stay in the order they are written in; the encoding is then not the deterministic one.</summary>
    AsWritten,
}
