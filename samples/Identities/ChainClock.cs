// SPDX-License-Identifier: Apache-2.0

namespace Suti.Samples.Identities;

/// <summary>The time of the chain.</summary>
internal sealed class ChainClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
