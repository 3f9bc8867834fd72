// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto.Tests;

/// <summary>Shows that the harness sees what it is meant to see.</summary>
[Collection(TimingComparison.Collection)]
[Trait("Category", "Statistical")]
public sealed class TimingComparisonTests
{
    private static readonly byte[] Expected = new byte[32];

    [Fact]
    public void RequireLeak_ComparisonThatStopsEarly_SeesIt() =>
        TimingComparison.RequireLeak(32, secret => secret, secret => LeakyEquals(secret, Expected), repeat: 50);

    [Fact]
    public void RequireConstantTime_ComparisonThatStopsEarly_Fails() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => TimingComparison.RequireConstantTime(
            32, secret => secret, secret => LeakyEquals(secret, Expected), repeat: 50));

    [Fact]
    public void RequireConstantTime_FixedTimeEquals_Passes() => TimingComparison.RequireConstantTime(
        32, secret => secret, secret => CryptographicOperations.FixedTimeEquals(secret, Expected), repeat: 50);

    [Fact]
    public void RequireConstantTime_MacVerify_Passes() => TimingComparison.RequireConstantTime(
        32,
        tag => tag,
        tag => MacAlgorithm.HmacSha256.Verify("key"u8, "data"u8, tag),
        fixedSecret: MacAlgorithm.HmacSha256.Compute("key"u8, "data"u8));

    private static bool LeakyEquals(byte[] a, byte[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i])
            {
                return false;
            }
        }

        return true;
    }
}
