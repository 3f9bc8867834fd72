// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What a call gave: its result, or why it was reverted.</summary>
public sealed class CallOutcome
{
    internal CallOutcome(ReadOnlyMemory<byte> data, bool isReverted) => (Data, IsReverted) = (data, isReverted);

    /// <summary>The result, or the data of the revert.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Whether the contract reverted.</summary>
    public bool IsReverted { get; }

    /// <summary>Why it was reverted, in words, as far as the errors given explain it; null where it was not.</summary>
    public string? GetRevertReason(params IReadOnlyList<AbiError> errors) => IsReverted ? RevertReason.Describe(Data.Span, errors) : null;
}
