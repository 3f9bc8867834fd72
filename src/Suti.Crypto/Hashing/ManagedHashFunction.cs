// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A hash function in managed code.</summary>
internal sealed class ManagedHashFunction<TState>() : HashFunction(TState.Name, TState.HashSize, TState.BlockSize)
    where TState : struct, IFixedHashState<TState>
{
    private static readonly SelfTest KnownAnswer = new(TState.Name, IsKnownAnswerRight);

    private protected override void HashCore(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        KnownAnswer.Require();
        Compute(data, hash);
    }

    private protected override HashState StartCore()
    {
        KnownAnswer.Require();
        return new ManagedHashState<TState>(this, TState.Start());
    }

    private static void Compute(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var state = TState.Start();
        state.Append(data);
        state.Finish(hash);
    }

    private static bool IsKnownAnswerRight()
    {
        Span<byte> hash = stackalloc byte[TState.HashSize];
        Compute("abc"u8, hash);
        return hash.SequenceEqual(Convert.FromHexString(TState.HashOfAbc));
    }
}
