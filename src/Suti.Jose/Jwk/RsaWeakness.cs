// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Jose;

/// <summary>Recognizes public RSA keys of a generator whose primes can be found (ROCA, CVE-2017-15361).</summary>
internal static class RsaWeakness
{
    private const int Generator = 65537;

    private static readonly int[] Primes =
    [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
        127, 131, 137, 139, 149, 151, 157, 163, 167,
    ];

    /// <summary>
    /// Primes of that generator are k·M + 65537^a mod M, where M is the product of small primes. So the modulus lies in the
    /// subgroup that 65537 generates modulo every one of them, which happens to another key with a chance below 2^-27.
    /// </summary>
    public static bool HasRocaFingerprint(BigInteger modulus) =>
        Primes.All(prime => IsPowerOfGenerator((int)(modulus % prime), prime));

    private static bool IsPowerOfGenerator(int residue, int prime)
    {
        var power = 1;
        do
        {
            if (power == residue)
            {
                return true;
            }

            power = (int)((long)power * Generator % prime);
        }
        while (power != 1);
        return false;
    }
}
