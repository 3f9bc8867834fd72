// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The running state of a hash function, as a value: no allocation, and a copy forks it.</summary>
internal interface IHashState
{
    void Append(ReadOnlySpan<byte> data);

    /// <summary>Writes the hash. The state is used up.</summary>
    void Finish(Span<byte> hash);
}
