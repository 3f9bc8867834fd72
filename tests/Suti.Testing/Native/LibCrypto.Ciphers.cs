// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Suti.Testing.Native;

/// <content>Ciphers.</content>
public static partial class LibCrypto
{
    private const int AllowWrapFlag = 1;
    private const int SetNonceSizeControl = 9;
    private const int GetTagControl = 16;

    /// <summary>A cipher by its OpenSSL name, fetched once; it is kept for the life of the process.</summary>
    public static nint FetchCipher(string name) => EVP_CIPHER_fetch(0, name, 0);

    /// <summary>Encrypts with a cipher that is no AEAD; returns the number of bytes written.</summary>
    public static int Encrypt(nint cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var context = EVP_CIPHER_CTX_new();
        EVP_CIPHER_CTX_set_flags(context, AllowWrapFlag);
        var succeeded = EVP_EncryptInit_ex(context, cipher, 0, key, iv) == 1
            & EVP_EncryptUpdate(context, output, out var length, input, input.Length) == 1
            & EVP_EncryptFinal_ex(context, output[length..], out var rest) == 1;
        EVP_CIPHER_CTX_free(context);
        return succeeded ? length + rest : throw new InvalidOperationException("OpenSSL refused to encrypt.");
    }

    /// <summary>Encrypts with an AEAD.</summary>
    public static void Seal(
        nint cipher,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag)
    {
        var context = EVP_CIPHER_CTX_new();
        var succeeded = EVP_EncryptInit_ex(context, cipher, 0, default, default) == 1
            & EVP_CIPHER_CTX_ctrl(context, SetNonceSizeControl, nonce.Length, default) == 1
            & EVP_EncryptInit_ex(context, 0, 0, key, nonce) == 1
            & EVP_EncryptUpdate(context, default, out _, associatedData, associatedData.Length) == 1
            & EVP_EncryptUpdate(context, ciphertext, out _, plaintext, plaintext.Length) == 1
            & EVP_EncryptFinal_ex(context, ciphertext, out _) == 1
            & EVP_CIPHER_CTX_ctrl(context, GetTagControl, tag.Length, tag) == 1;
        EVP_CIPHER_CTX_free(context);
        if (!succeeded)
        {
            throw new InvalidOperationException("OpenSSL refused to encrypt.");
        }
    }

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint EVP_CIPHER_fetch(nint context, string name, nint properties);

    [LibraryImport(Name)]
    private static partial nint EVP_CIPHER_CTX_new();

    [LibraryImport(Name)]
    private static partial void EVP_CIPHER_CTX_free(nint context);

    [LibraryImport(Name)]
    private static partial void EVP_CIPHER_CTX_set_flags(nint context, int flags);

    [LibraryImport(Name)]
    private static partial int EVP_CIPHER_CTX_ctrl(nint context, int type, int argument, Span<byte> data);

    [LibraryImport(Name)]
    private static partial int EVP_EncryptInit_ex(
        nint context, nint cipher, nint engine, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv);

    [LibraryImport(Name)]
    private static partial int EVP_EncryptUpdate(
        nint context, Span<byte> output, out int length, ReadOnlySpan<byte> input, int inputLength);

    [LibraryImport(Name)]
    private static partial int EVP_EncryptFinal_ex(nint context, Span<byte> output, out int length);
}
