// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What is remembered about an account that sends.</summary>
/// <param name="Next">The nonce that comes next.</param>
/// <param name="RecordedAt">When that was recorded.</param>
public sealed record NonceRecord(ulong Next, DateTimeOffset RecordedAt);
