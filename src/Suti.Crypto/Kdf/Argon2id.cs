// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Argon2id, version 1.3 (RFC 9106): derives a key from a password at a cost in time and memory. The choice for new designs;
/// the RFC recommends 3 passes over 64 MiB with 4 lanes, or 1 pass over 2 GiB.
/// </summary>
public static class Argon2id
{
    /// <summary>The most memory that is used, in KiB: 2 GiB, so that numbers in hostile data cannot exhaust the machine.</summary>
    public const int MaxMemoryInKibibytes = 1 << 21;

    /// <summary>The most passes that are made.</summary>
    public const int MaxPasses = 1 << 16;

    /// <summary>The most lanes.</summary>
    public const int MaxLanes = 1 << 10;

    /// <summary>Derives a key and fills the whole of <paramref name="output"/>.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">The salt, at least 8 bytes; 16 are recommended.</param>
    /// <param name="passes">t: how often the memory is gone through.</param>
    /// <param name="memoryInKibibytes">m: the memory, at least eight KiB for each lane.</param>
    /// <param name="lanes">p: how many lanes there are. They shape the result; the work is done on one thread.</param>
    /// <param name="output">Filled with the key; at least 4 bytes.</param>
    /// <param name="secret">A secret that is mixed in (a "pepper"); may be empty.</param>
    /// <param name="associatedData">What else the key is bound to; may be empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="ArgumentException">The salt or the output is too short.</exception>
    public static void DeriveKey(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        int passes,
        int memoryInKibibytes,
        int lanes,
        Span<byte> output,
        ReadOnlySpan<byte> secret = default,
        ReadOnlySpan<byte> associatedData = default)
    {
        if (salt.Length < 8)
        {
            throw new ArgumentException("Argon2id takes a salt of at least 8 bytes.", nameof(salt));
        }

        Argon2.DeriveKey(
            Argon2Variant.Id, password, salt, passes, memoryInKibibytes, lanes, output, secret, associatedData);
    }

    /// <summary>Derives a key of <paramref name="outputSize"/> bytes.</summary>
    /// <inheritdoc cref="DeriveKey(ReadOnlySpan{byte}, ReadOnlySpan{byte}, int, int, int, Span{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static byte[] DeriveKey(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int passes, int memoryInKibibytes, int lanes, int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 4);
        var output = new byte[outputSize];
        DeriveKey(password, salt, passes, memoryInKibibytes, lanes, output);
        return output;
    }
}
