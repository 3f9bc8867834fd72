// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A hash function in managed code.</summary>
internal sealed class ManagedHashFunction<TState>() : HashFunction(TState.Name, TState.HashSize, TState.BlockSize)
    where TState : struct, IFixedHashState<TState>
{
    private protected override void HashCore(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var state = TState.Start();
        state.Append(data);
        state.Finish(hash);
    }

    private protected override HashState StartCore() => new ManagedHashState<TState>(this, TState.Start());
}
