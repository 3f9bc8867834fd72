// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>What a record holds: its body, which a store does not look into, and the fields it is found by.</summary>
/// <param name="Body">The body; sealed when the kind is.</param>
/// <param name="Fields">The fields, in the order of the columns.</param>
public sealed record RecordContent(ReadOnlyMemory<byte> Body, IReadOnlyList<RecordField> Fields);
