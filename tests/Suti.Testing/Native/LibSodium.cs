// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Suti.Testing.Native;

/// <summary>libsodium, as a reference in tests and benchmarks.</summary>
public static partial class LibSodium
{
    /// <summary>The name that the loader knows it by.</summary>
    public const string Name = "libsodium.so.23";

    /// <summary>
    /// Before the first call of any function, and not only when somebody asks whether it is there: a library that was not
    /// initialized answers too, with its slowest code.
    /// </summary>
    static LibSodium() => IsPresent = NativeLibraries.IsPresent(Name) && sodium_init() >= 0;

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsPresent { get; }

    [LibraryImport(Name)]
    public static partial int crypto_sign_seed_keypair(Span<byte> publicKey, Span<byte> secretKey, ReadOnlySpan<byte> seed);

    [LibraryImport(Name)]
    public static partial int crypto_sign_detached(
        Span<byte> signature, nint lengthOut, ReadOnlySpan<byte> message, ulong length, ReadOnlySpan<byte> secretKey);

    [LibraryImport(Name)]
    public static partial int crypto_sign_verify_detached(
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ulong length, ReadOnlySpan<byte> publicKey);

    [LibraryImport(Name)]
    public static partial int crypto_sign_ed25519_pk_to_curve25519(Span<byte> x25519, ReadOnlySpan<byte> ed25519);

    [LibraryImport(Name)]
    public static partial int crypto_sign_ed25519_sk_to_curve25519(Span<byte> x25519, ReadOnlySpan<byte> ed25519);

    [LibraryImport(Name)]
    public static partial int crypto_scalarmult(Span<byte> q, ReadOnlySpan<byte> n, ReadOnlySpan<byte> p);

    [LibraryImport(Name)]
    public static partial int crypto_scalarmult_base(Span<byte> q, ReadOnlySpan<byte> n);

    [LibraryImport(Name)]
    public static partial int crypto_core_ed25519_is_valid_point(ReadOnlySpan<byte> p);

    [LibraryImport(Name)]
    public static partial void crypto_core_ed25519_scalar_reduce(Span<byte> r, ReadOnlySpan<byte> s);

    [LibraryImport(Name)]
    public static partial void crypto_core_ed25519_scalar_mul(Span<byte> z, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y);

    [LibraryImport(Name)]
    public static partial void crypto_core_ed25519_scalar_add(Span<byte> z, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y);

    [LibraryImport(Name)]
    public static partial int crypto_generichash(
        Span<byte> hash, nuint hashLength, ReadOnlySpan<byte> data, ulong length, ReadOnlySpan<byte> key, nuint keyLength);

    [LibraryImport(Name)]
    public static partial int crypto_pwhash(
        Span<byte> output,
        ulong outputLength,
        ReadOnlySpan<byte> password,
        ulong passwordLength,
        ReadOnlySpan<byte> salt,
        ulong iterations,
        nuint memory,
        int algorithm);

    [LibraryImport(Name)]
    private static partial int sodium_init();
}
