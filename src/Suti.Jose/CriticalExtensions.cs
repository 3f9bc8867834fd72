// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The header extensions that a reader understands and that <c>crit</c> may therefore name.</summary>
[Flags]
internal enum CriticalExtensions
{
    None = 0,

    /// <summary>The unencoded payload of RFC 7797.</summary>
    B64 = 1,
}
