// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Crypto;

/// <summary>The word lists that the assembly carries.</summary>
internal static class EmbeddedWords
{
    public static string[] Read(string name)
    {
        using var stream = typeof(EmbeddedWords).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The words {name} are not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
