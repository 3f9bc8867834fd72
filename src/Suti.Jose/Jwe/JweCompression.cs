// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;

namespace Suti.Jose;

/// <summary>DEFLATE (RFC 1951), the only compression of JWE, with a bound on what comes out.</summary>
internal static class JweCompression
{
    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return compressed.ToArray();
    }

    /// <summary>The content; null when it is malformed or longer than the limit.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> compressed, int maxSize)
    {
        using var source = new MemoryStream(compressed.ToArray());
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        using var content = new MemoryStream();
        Span<byte> chunk = stackalloc byte[4096];
        try
        {
            for (var read = inflate.Read(chunk); read > 0; read = inflate.Read(chunk))
            {
                if (content.Length + read > maxSize)
                {
                    return null;
                }

                content.Write(chunk[..read]);
            }

            return content.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
