// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>What comes next in a CBOR item (RFC 8949 section 3).</summary>
public enum CborItemKind
{
    /// <summary>Nothing: everything has been read.</summary>
    EndOfData,

    /// <summary>An unsigned integer (major type 0).</summary>
    UnsignedInteger,

    /// <summary>A negative integer (major type 1).</summary>
    NegativeInteger,

    /// <summary>A byte string (major type 2).</summary>
    ByteString,

    /// <summary>A text string (major type 3).</summary>
    TextString,

    /// <summary>An array (major type 4).</summary>
    Array,

    /// <summary>The end of the array that is being read.</summary>
    EndOfArray,

    /// <summary>A map (major type 5).</summary>
    Map,

    /// <summary>The end of the map that is being read.</summary>
    EndOfMap,

    /// <summary>A tag (major type 6); the tagged item follows.</summary>
    Tag,

    /// <summary><c>false</c> or <c>true</c>.</summary>
    Boolean,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>undefined</c>.</summary>
    Undefined,

    /// <summary>Another simple value.</summary>
    SimpleValue,

    /// <summary>A floating-point number of 16, 32 or 64 bits.</summary>
    FloatingPoint,
}
