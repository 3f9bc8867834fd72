// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>How a check ended.</summary>
public enum CheckOutcome
{
    /// <summary>It was checked, and is right.</summary>
    Passed,

    /// <summary>It is wrong, or could not be checked.</summary>
    Failed,

    /// <summary>There is nothing to check.</summary>
    NotApplicable,

    /// <summary>The caller asked not to check it.</summary>
    SwitchedOff,
}
