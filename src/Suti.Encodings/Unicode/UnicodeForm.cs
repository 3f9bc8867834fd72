// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>A normalization form of Unicode (UAX #15). The platform's own list of them leaves two out in browsers.</summary>
public enum UnicodeForm
{
    /// <summary>Composed.</summary>
    Nfc,

    /// <summary>Decomposed.</summary>
    Nfd,

    /// <summary>Composed, with what is only compatible replaced.</summary>
    Nfkc,

    /// <summary>Decomposed, with what is only compatible replaced.</summary>
    Nfkd,
}
