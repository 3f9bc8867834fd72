// SPDX-License-Identifier: Apache-2.0

namespace Suti.Conformance;

/// <summary>What a Wycheproof test expects of an implementation.</summary>
public enum WycheproofResult
{
    /// <summary>The input must be accepted (and the output, where there is one, be equal).</summary>
    Valid,

    /// <summary>The input must be refused.</summary>
    Invalid,

    /// <summary>The specification leaves it open; the suite decides, once, in code.</summary>
    Acceptable,
}
