// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Why a credential, a presentation or what belongs to them was refused.</summary>
/// <param name="Code">One of <see cref="CredentialErrorCodes"/>.</param>
/// <param name="Message">For people; it repeats no claims.</param>
public sealed record CredentialError(string Code, string Message)
{
    /// <summary>The same as an exception.</summary>
    public SutiException ToException() => new(Code, Message);
}
