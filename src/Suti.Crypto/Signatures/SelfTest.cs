// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>A known answer that an algorithm must give once before it is used.</summary>
internal sealed class SelfTest(string name, Func<bool> gives)
{
    private volatile bool _passed;

    /// <exception cref="CryptographicException">The algorithm does not work here.</exception>
    public void Require()
    {
        if (!_passed)
        {
            Run();
        }
    }

    private void Run()
    {
        if (!gives())
        {
            throw new CryptographicException($"{name} does not give its known answer on this machine.");
        }

        _passed = true;
    }
}
