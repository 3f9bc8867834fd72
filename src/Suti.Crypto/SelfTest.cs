// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// A known answer that an algorithm gives before its first use. When it gives another, this and every later use throws: a
/// processor or compiler that computes wrongly must not sign.
/// </summary>
internal sealed class SelfTest(string algorithm, Func<bool> test)
{
    private readonly Lock _lock = new();
    private volatile bool _passed;
    private bool _failed;

    /// <exception cref="CryptographicException">The algorithm does not give its known answer.</exception>
    public void Require()
    {
        if (!_passed)
        {
            Run();
        }
    }

    private void Run()
    {
        lock (_lock)
        {
            if (!_passed)
            {
                // Set beforehand, so that a test that throws counts as failed too.
                var failedBefore = _failed;
                _failed = true;
                _passed = !failedBefore && test();
                _failed = !_passed;
            }
        }

        if (!_passed)
        {
            throw new CryptographicException($"{algorithm} failed its self-test and cannot be used.");
        }
    }
}
