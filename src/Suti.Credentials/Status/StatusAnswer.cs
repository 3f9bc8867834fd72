// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What a status says.</summary>
/// <param name="IsGood">Whether the credential stands.</param>
/// <param name="Reason">A short word: <c>valid</c>, <c>revoked</c>, <c>suspended</c>, or why it could not be found out.</param>
/// <param name="Message">The same for people.</param>
public sealed record StatusAnswer(bool IsGood, string Reason, string? Message = null)
{
    /// <summary>It stands.</summary>
    public static StatusAnswer Good { get; } = new(true, "valid");
}
