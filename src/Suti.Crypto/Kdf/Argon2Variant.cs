// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The three kinds of Argon2, by their numbers in RFC 9106 §3.2.</summary>
internal enum Argon2Variant
{
    /// <summary>Addresses depend on the data.</summary>
    D = 0,

    /// <summary>Addresses do not depend on the data.</summary>
    I = 1,

    /// <summary>First half of the first pass as I, the rest as D.</summary>
    Id = 2,
}
