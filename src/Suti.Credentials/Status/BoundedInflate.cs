// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;

namespace Suti.Credentials;

/// <summary>Decompresses what a stranger compressed: never more than was said before, whatever is inside.</summary>
internal static class BoundedInflate
{
    /// <summary>The content of a GZIP or ZLIB stream; null when it is damaged or larger than <paramref name="maxSize"/>.</summary>
    public static byte[]? TryInflate(ReadOnlyMemory<byte> compressed, bool isGzip, int maxSize)
    {
        using var source = new MemoryStream(compressed.ToArray(), writable: false);
        using Stream inflater = isGzip ? new GZipStream(source, CompressionMode.Decompress) : new ZLibStream(source, CompressionMode.Decompress);
        using var content = new MemoryStream();
        var chunk = new byte[32 << 10];
        try
        {
            int read;
            while ((read = inflater.Read(chunk)) > 0)
            {
                if (content.Length + read > maxSize)
                {
                    return null;
                }

                content.Write(chunk, 0, read);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }

        return content.ToArray();
    }

    public static byte[] Deflate(ReadOnlySpan<byte> content, bool isGzip)
    {
        using var target = new MemoryStream();
        using (Stream deflater = isGzip ? new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true) : new ZLibStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflater.Write(content);
        }

        return target.ToArray();
    }
}
