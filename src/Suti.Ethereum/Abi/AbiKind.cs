// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The kinds of types of the contract ABI.</summary>
public enum AbiKind
{
    /// <summary><c>uintN</c>.</summary>
    Unsigned,

    /// <summary><c>intN</c>.</summary>
    Signed,

    /// <summary><c>bool</c>.</summary>
    Boolean,

    /// <summary><c>address</c>.</summary>
    Address,

    /// <summary><c>bytesN</c>.</summary>
    FixedBytes,

    /// <summary><c>bytes</c>.</summary>
    Bytes,

    /// <summary><c>string</c>.</summary>
    Text,

    /// <summary>An array of any or of a fixed length.</summary>
    Array,

    /// <summary>A struct, or a list of parameters.</summary>
    Tuple,
}
