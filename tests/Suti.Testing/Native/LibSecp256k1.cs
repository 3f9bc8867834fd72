// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Suti.Testing.Native;

/// <summary>Bitcoin's libsecp256k1, as a reference in tests and benchmarks.</summary>
public static partial class LibSecp256k1
{
    /// <summary>The name that the loader knows it by.</summary>
    public const string Name = "libsecp256k1.so.1";

    /// <summary>The size of its parsed public key.</summary>
    public const int PublicKeySize = 64;

    private const uint SignAndVerify = 0x301;
    private const uint Compressed = 0x102;

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsPresent { get; } = NativeLibraries.IsPresent(Name);

    /// <summary>A context for everything, made once.</summary>
    public static nint Context { get; } = IsPresent ? secp256k1_context_create(SignAndVerify) : 0;

    /// <summary>The compressed form of a parsed public key.</summary>
    public static byte[] Serialize(ReadOnlySpan<byte> publicKey)
    {
        var output = new byte[33];
        nuint length = 33;
        _ = secp256k1_ec_pubkey_serialize(Context, output, ref length, publicKey, Compressed);
        return output;
    }

    [LibraryImport(Name)]
    public static partial nint secp256k1_context_create(uint flags);

    [LibraryImport(Name)]
    public static partial int secp256k1_ec_pubkey_create(nint context, Span<byte> publicKey, ReadOnlySpan<byte> secret);

    [LibraryImport(Name)]
    public static partial int secp256k1_ec_pubkey_parse(
        nint context, Span<byte> publicKey, ReadOnlySpan<byte> input, nuint length);

    [LibraryImport(Name)]
    public static partial int secp256k1_ec_pubkey_serialize(
        nint context, Span<byte> output, ref nuint length, ReadOnlySpan<byte> publicKey, uint flags);

    [LibraryImport(Name)]
    public static partial int secp256k1_ec_pubkey_tweak_add(nint context, Span<byte> publicKey, ReadOnlySpan<byte> tweak);

    [LibraryImport(Name)]
    public static partial int secp256k1_ec_seckey_tweak_add(nint context, Span<byte> secret, ReadOnlySpan<byte> tweak);

    [LibraryImport(Name)]
    public static partial int secp256k1_ecdsa_sign(
        nint context, Span<byte> signature, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> secret, nint nonce, nint data);

    [LibraryImport(Name)]
    public static partial int secp256k1_ecdsa_signature_parse_compact(
        nint context, Span<byte> signature, ReadOnlySpan<byte> compact);

    [LibraryImport(Name)]
    public static partial int secp256k1_ecdsa_signature_serialize_compact(
        nint context, Span<byte> compact, ReadOnlySpan<byte> signature);

    [LibraryImport(Name)]
    public static partial int secp256k1_ecdsa_verify(
        nint context, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> publicKey);

    [LibraryImport(Name)]
    public static partial int secp256k1_ecdsa_recoverable_signature_parse_compact(
        nint context, Span<byte> signature, ReadOnlySpan<byte> compact, int recoveryId);

    [LibraryImport(Name)]
    public static partial int secp256k1_ecdsa_recover(
        nint context, Span<byte> publicKey, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> digest);
}
