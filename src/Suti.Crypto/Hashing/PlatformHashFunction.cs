// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>A hash function of the platform, which has hardware support that managed code cannot reach.</summary>
internal sealed class PlatformHashFunction(string name, int hashSize, int blockSize, HashAlgorithmName algorithm)
    : HashFunction(name, hashSize, blockSize)
{
    /// <summary>Whether the platform is worth asking: the browser's is the same managed code as ours.</summary>
    public static bool IsSupported => !OperatingSystem.IsBrowser();

    private protected override void HashCore(ReadOnlySpan<byte> data, Span<byte> hash) =>
        CryptographicOperations.HashData(algorithm, data, hash);

    private protected override HashState StartCore() => new State(this, algorithm);

    private sealed class State(HashFunction function, HashAlgorithmName algorithm) : HashState(function)
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

        private protected override void AppendCore(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        private protected override void FinishCore(Span<byte> hash) => _hash.GetHashAndReset(hash);

        private protected override void ClearCore() => _hash.Dispose();
    }
}
