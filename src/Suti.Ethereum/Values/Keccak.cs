// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>The hash of Ethereum, as this assembly calls it.</summary>
internal static class Keccak
{
    public const int Size = 32;

    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash) => HashFunction.Keccak256.Hash(data, hash);

    public static byte[] Hash(ReadOnlySpan<byte> data) => HashFunction.Keccak256.Hash(data);

    public static byte[] HashText(string text) => HashFunction.Keccak256.Hash(Encoding.UTF8.GetBytes(text));
}
