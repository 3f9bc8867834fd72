// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Why a BIP-39 mnemonic is not one.</summary>
public enum MnemonicError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It has not 12, 15, 18, 21 or 24 words with single spaces between them.</summary>
    WordCount,

    /// <summary>A word is not in the list.</summary>
    UnknownWord,

    /// <summary>The checksum is wrong: a word or the order of the words.</summary>
    Checksum,
}
