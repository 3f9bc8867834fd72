// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Suti.Testing.Native;

/// <summary>OpenSSL's libcrypto, as a reference in tests and benchmarks.</summary>
public static partial class LibCrypto
{
    /// <summary>The name that the loader knows it by.</summary>
    public const string Name = "libcrypto.so.3";

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsPresent { get; } = NativeLibraries.IsPresent(Name);

    /// <summary>A digest by its OpenSSL name, fetched once; it is kept for the life of the process.</summary>
    public static nint FetchDigest(string name) => EVP_MD_fetch(0, name, 0);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_MD_fetch(nint context, string name, nint properties);

    [LibraryImport(Name)]
    public static partial int EVP_Digest(
        ReadOnlySpan<byte> data, nuint count, Span<byte> hash, nint size, nint digest, nint engine);

    [LibraryImport(Name)]
    public static partial nint EVP_MD_CTX_new();

    [LibraryImport(Name)]
    public static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Name)]
    public static partial int EVP_DigestInit_ex(nint context, nint digest, nint engine);

    [LibraryImport(Name)]
    public static partial int EVP_DigestUpdate(nint context, ReadOnlySpan<byte> data, nuint count);

    [LibraryImport(Name)]
    public static partial int EVP_DigestFinal_ex(nint context, Span<byte> hash, nint size);

    [LibraryImport(Name)]
    public static partial int EVP_DigestFinalXOF(nint context, Span<byte> output, nuint size);
}
