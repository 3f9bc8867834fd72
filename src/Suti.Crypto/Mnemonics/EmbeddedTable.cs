// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;

namespace Suti.Crypto;

/// <summary>The tables that the assembly carries: word lists and the normalization of Unicode.</summary>
internal static class EmbeddedTable
{
    public static string[] ReadWords(string name) =>
        Encoding.UTF8.GetString(Read(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static byte[] ReadDeflated(string name)
    {
        using var inflate = new DeflateStream(new MemoryStream(Read(name)), CompressionMode.Decompress);
        using var table = new MemoryStream();
        inflate.CopyTo(table);
        return table.ToArray();
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
