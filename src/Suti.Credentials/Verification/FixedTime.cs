// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A clock that always says the time that a verification is made for.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
