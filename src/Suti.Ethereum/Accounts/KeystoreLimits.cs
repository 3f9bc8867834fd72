// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>How much work a keystore may ask for before it is refused: its numbers come from whoever wrote it.</summary>
public sealed record KeystoreLimits
{
    /// <summary>Enough for what the known wallets write, and for little more.</summary>
    public static KeystoreLimits Standard { get; } = new();

    /// <summary>The greatest file, in bytes.</summary>
    public int MaxSize { get; init; } = 64 * 1024;

    /// <summary>The most iterations of PBKDF2.</summary>
    public int MaxIterations { get; init; } = 10_000_000;

    /// <summary>The most memory of scrypt, in bytes.</summary>
    public long MaxMemory { get; init; } = 512L << 20;

    /// <summary>The most work of scrypt: its N times r times p.</summary>
    public long MaxWork { get; init; } = 1L << 24;
}
