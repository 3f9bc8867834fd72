// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The answer to a query.</summary>
/// <param name="Records">The records, in order.</param>
/// <param name="Next">
/// Where the next page begins; null when <see cref="RecordQuery.Take"/> was not reached, so that there is none.
/// </param>
public sealed record RecordPage(IReadOnlyList<StoredRecord> Records, RecordCursor? Next);
