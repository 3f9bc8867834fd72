// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>HMAC in managed code.</summary>
internal sealed class ManagedHmac<TState>() : MacAlgorithm("HMAC-" + TState.Name, TState.HashSize, TState.BlockSize)
    where TState : struct, IFixedHashState<TState>
{
    private protected override void ComputeCore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> tag)
    {
        var state = new HmacState<TState>(key);
        state.Append(data);
        state.Finish(tag);
    }
}
