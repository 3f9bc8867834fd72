// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Suti.Testing.Native;

/// <content>Elliptic curve keys, by their objects: the shortest way to its arithmetic.</content>
public static partial class LibCrypto
{
    /// <summary>A key object from its DER <c>ECPrivateKey</c> (SEC 1), kept for the life of the process.</summary>
    public static nint ImportEcKey(ReadOnlySpan<byte> der)
    {
        unsafe
        {
            fixed (byte* start = der)
            {
                var position = start;
                return d2i_ECPrivateKey(0, &position, der.Length);
            }
        }
    }

    [LibraryImport(Name)]
    public static unsafe partial nint d2i_ECPrivateKey(nint key, byte** input, nint length);

    [LibraryImport(Name)]
    public static partial int ECDSA_sign(
        int type, ReadOnlySpan<byte> digest, int digestLength, Span<byte> signature, ref uint length, nint key);

    [LibraryImport(Name)]
    public static partial int ECDSA_verify(
        int type, ReadOnlySpan<byte> digest, int digestLength, ReadOnlySpan<byte> signature, int length, nint key);

    [LibraryImport(Name)]
    public static partial nint EC_KEY_get0_public_key(nint key);

    [LibraryImport(Name)]
    public static partial int ECDH_compute_key(Span<byte> output, nuint length, nint point, nint key, nint derivation);

    [LibraryImport(Name)]
    public static partial void EC_KEY_free(nint key);
}
