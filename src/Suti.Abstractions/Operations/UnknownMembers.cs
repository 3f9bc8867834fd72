// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>What to do with members of a JSON request that its operation does not know.</summary>
public enum UnknownMembers
{
    /// <summary>They are ignored, as Veramo ignores them.</summary>
    Ignore,

    /// <summary>They are refused, with their JSON pointers.</summary>
    Refuse,
}
