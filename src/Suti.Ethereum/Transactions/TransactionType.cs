// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The types of transactions; the value is the first byte of the encoding (EIP-2718), which legacy ones do not have.</summary>
public enum TransactionType
{
    /// <summary>The original form, with or without a chain id (EIP-155).</summary>
    Legacy = 0,

    /// <summary>With an access list (EIP-2930).</summary>
    AccessList = 1,

    /// <summary>With a base fee and a priority fee (EIP-1559).</summary>
    FeeMarket = 2,

    /// <summary>With blobs (EIP-4844).</summary>
    Blob = 3,

    /// <summary>With authorizations that give accounts code (EIP-7702).</summary>
    SetCode = 4,
}
