// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>By which work a new keystore is protected against guessing.</summary>
public sealed record KeystoreCost
{
    private const int MaxBits = 24;

    private KeystoreCost(int scryptCost, int iterations) => (ScryptCost, Iterations) = (scryptCost, iterations);

    /// <summary>scrypt with N of 2^17, r of 8 and p of 1: 128 MiB of memory, as geth and ethers write it.</summary>
    public static KeystoreCost Standard { get; } = Scrypt(17);

    /// <summary>The N of scrypt; 0 where it is PBKDF2.</summary>
    internal int ScryptCost { get; }

    /// <summary>The iterations of PBKDF2; 0 where it is scrypt.</summary>
    internal int Iterations { get; }

    /// <summary>scrypt with N of two to that power, r of 8 and p of 1. Less than 17 is for tests and for devices with little memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 1 to 24.</exception>
    public static KeystoreCost Scrypt(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaxBits);
        return new(1 << bits, 0);
    }

    /// <summary>PBKDF2 with HMAC-SHA-256, which needs no memory and so protects less; 600,000 iterations or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no iteration.</exception>
    public static KeystoreCost Pbkdf2(int iterations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        return new(0, iterations);
    }
}
