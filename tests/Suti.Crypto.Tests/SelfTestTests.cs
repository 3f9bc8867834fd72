// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto.Tests;

public sealed class SelfTestTests
{
    [Fact]
    public void Require_PassingTest_RunsOnce()
    {
        var runs = 0;
        var test = new SelfTest("X", () => ++runs > 0);
        test.Require();
        test.Require();
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Require_FailingTest_KeepsFailing()
    {
        // The second run would pass; a machine that failed once is not trusted again.
        var runs = 0;
        var test = new SelfTest("X", () => runs++ > 0);
        Assert.Throws<CryptographicException>(test.Require);
        Assert.Throws<CryptographicException>(test.Require);
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Require_ThrowingTest_KeepsFailing()
    {
        var test = new SelfTest("X", () => throw new InvalidOperationException());
        Assert.Throws<InvalidOperationException>(test.Require);
        Assert.Throws<CryptographicException>(test.Require);
    }
}
