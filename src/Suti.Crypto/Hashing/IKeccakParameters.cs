// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>What tells the members of the Keccak family apart.</summary>
internal interface IKeccakParameters
{
    static abstract string Name { get; }

    static abstract int HashSize { get; }

    static abstract byte Suffix { get; }
}

internal readonly struct Sha3Size256 : IKeccakParameters
{
    public static string Name => "SHA3-256";

    public static int HashSize => 32;

    public static byte Suffix => KeccakSponge.Sha3Suffix;
}

internal readonly struct Sha3Size384 : IKeccakParameters
{
    public static string Name => "SHA3-384";

    public static int HashSize => 48;

    public static byte Suffix => KeccakSponge.Sha3Suffix;
}

internal readonly struct Sha3Size512 : IKeccakParameters
{
    public static string Name => "SHA3-512";

    public static int HashSize => 64;

    public static byte Suffix => KeccakSponge.Sha3Suffix;
}

/// <summary>Keccak with the padding of the submission to NIST: the hash of Ethereum.</summary>
internal readonly struct KeccakSize256 : IKeccakParameters
{
    public static string Name => "Keccak-256";

    public static int HashSize => 32;

    public static byte Suffix => KeccakSponge.KeccakSuffix;
}
