// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

internal static class NativeReference
{
    /// <summary>Skips the calling test where a reference library is absent; fails it under continuous integration.</summary>
    public static void Require(bool isPresent, string library)
    {
        var isContinuousIntegration = Environment.GetEnvironmentVariable("CI") == "true";
        Assert.True(isPresent || !isContinuousIntegration, $"{library} is missing.");
        Assert.SkipUnless(isPresent, $"{library} is not on this machine.");
    }
}
