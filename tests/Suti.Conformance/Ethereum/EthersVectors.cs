// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The files of ethers, some of which are compressed.</summary>
internal static class EthersVectors
{
    public static JsonDocument Read(string file)
    {
        using var bytes = new MemoryStream(TestVectors.ReadBytes("ethers/" + file));
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
        {
            return JsonDocument.Parse(bytes);
        }

        using var unpacked = new GZipStream(bytes, CompressionMode.Decompress);
        return JsonDocument.Parse(unpacked);
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Bytes(this JsonElement element, string name) => FromHex(element.Text(name));

    /// <summary>Hexadecimal with or without <c>0x</c>: the vectors have both.</summary>
    public static byte[] FromHex(string text) =>
        Hex.Decode(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text.AsSpan());

    public static PrivateKey Key(string hex) => PrivateKey.Import(KeyType.Secp256k1, FromHex(hex));
}
