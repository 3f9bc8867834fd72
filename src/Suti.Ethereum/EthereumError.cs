// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>Why something from outside was refused: a stable code for programs and a sentence for people.</summary>
/// <param name="Code">One of <see cref="EthereumErrorCodes"/>.</param>
/// <param name="Message">What is wrong. It never holds keys.</param>
public sealed record EthereumError(string Code, string Message)
{
    /// <summary>The refusal as an exception, for callers that want to stop.</summary>
    public SutiException ToException() => new(Code, Message);

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
