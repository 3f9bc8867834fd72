// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Carries a state value on the heap.</summary>
internal sealed class ManagedHashState<TState>(HashFunction function, TState state) : HashState(function)
    where TState : struct, IHashState
{
    private TState _state = state;

    private protected override void AppendCore(ReadOnlySpan<byte> data) => _state.Append(data);

    private protected override void FinishCore(Span<byte> hash) => _state.Finish(hash);

    private protected override void ClearCore() => _state = default;
}
