// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Suti.Testing.Native;

/// <content>AEADs and boxes.</content>
public static partial class LibSodium
{
    [LibraryImport(Name)]
    public static partial int crypto_aead_chacha20poly1305_ietf_encrypt_detached(
        Span<byte> ciphertext,
        Span<byte> tag,
        nint tagLength,
        ReadOnlySpan<byte> message,
        ulong messageLength,
        ReadOnlySpan<byte> associatedData,
        ulong associatedDataLength,
        nint secretNonce,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> key);

    [LibraryImport(Name)]
    public static partial int crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
        Span<byte> ciphertext,
        Span<byte> tag,
        nint tagLength,
        ReadOnlySpan<byte> message,
        ulong messageLength,
        ReadOnlySpan<byte> associatedData,
        ulong associatedDataLength,
        nint secretNonce,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> key);

    [LibraryImport(Name)]
    public static partial int crypto_secretbox_easy(
        Span<byte> box, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key);

    [LibraryImport(Name)]
    public static partial int crypto_box_easy(
        Span<byte> box,
        ReadOnlySpan<byte> message,
        ulong messageLength,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> secretKey);

    [LibraryImport(Name)]
    public static partial int crypto_box_seal(
        Span<byte> box, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> publicKey);

    [LibraryImport(Name)]
    public static partial int crypto_box_seal_open(
        Span<byte> message, ReadOnlySpan<byte> box, ulong boxLength, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> secretKey);
}
