// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Crypto;

/// <summary>The word lists that the assembly carries.</summary>
internal static class EmbeddedTable
{
    public static string[] ReadWords(string name) =>
        Encoding.UTF8.GetString(Read(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
