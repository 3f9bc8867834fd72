// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// An operation failed for a reason its caller may want to act on. <see cref="Code"/> is stable and listed in
/// <c>docs/errors.md</c>; the message is for people and may change.
/// </summary>
public sealed class SutiException : Exception
{
    /// <summary>Creates an exception with a stable code and a message.</summary>
    public SutiException(string code, string message)
        : base(message)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>Creates an exception with a stable code, a message and the cause.</summary>
    public SutiException(string code, string message, Exception? innerException)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>The stable code of the failure.</summary>
    public string Code { get; }
}
