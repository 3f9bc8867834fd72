// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>What tells the members of the Keccak family apart.</summary>
internal interface IKeccakParameters
{
    static abstract string Name { get; }

    static abstract int HashSize { get; }

    /// <summary>The hash of the text <c>abc</c> in hexadecimal, which every standard publishes, for the self-test.</summary>
    static abstract string HashOfAbc { get; }

    static abstract byte Suffix { get; }
}

internal readonly struct Sha3Size256 : IKeccakParameters
{
    public static string Name => "SHA3-256";

    public static int HashSize => 32;

    public static string HashOfAbc => "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532";

    public static byte Suffix => KeccakSponge.Sha3Suffix;
}

internal readonly struct Sha3Size384 : IKeccakParameters
{
    public static string Name => "SHA3-384";

    public static int HashSize => 48;

    public static string HashOfAbc =>
        "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b2"
        + "98d88cea927ac7f539f1edf228376d25";

    public static byte Suffix => KeccakSponge.Sha3Suffix;
}

internal readonly struct Sha3Size512 : IKeccakParameters
{
    public static string Name => "SHA3-512";

    public static int HashSize => 64;

    public static string HashOfAbc =>
        "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e"
        + "10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0";

    public static byte Suffix => KeccakSponge.Sha3Suffix;
}

/// <summary>Keccak with the padding of the submission to NIST: the hash of Ethereum.</summary>
internal readonly struct KeccakSize256 : IKeccakParameters
{
    public static string Name => "Keccak-256";

    public static int HashSize => 32;

    public static string HashOfAbc => "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45";

    public static byte Suffix => KeccakSponge.KeccakSuffix;
}
