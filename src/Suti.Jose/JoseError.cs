// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>Why a token was refused: a stable code for programs, listed in <c>docs/errors.md</c>, and a sentence for people.</summary>
/// <param name="Code">One of <see cref="JoseErrorCodes"/>.</param>
/// <param name="Message">What is wrong. It never holds keys or claims.</param>
public sealed record JoseError(string Code, string Message)
{
    /// <summary>The refusal as an exception, for callers that want to stop.</summary>
    public SutiException ToException() => new(Code, Message);

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
