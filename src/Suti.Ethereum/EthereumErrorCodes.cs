// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The codes that <see cref="EthereumError"/> uses.</summary>
public static class EthereumErrorCodes
{
    /// <summary>The transaction is of a type that is not known.</summary>
    public const string TransactionType = "ethereum.transaction-type";

    /// <summary>A field of the transaction is missing, of the wrong size or beyond its range.</summary>
    public const string TransactionInvalid = "ethereum.transaction-invalid";

    /// <summary>The transaction is for another chain than the caller's.</summary>
    public const string WrongChain = "ethereum.wrong-chain";

    /// <summary>The signature is out of range, malleated (a high s), or leads to no key.</summary>
    public const string SignatureInvalid = "ethereum.signature-invalid";

    /// <summary>The typed data is not well-formed JSON, or its types or values are not consistent.</summary>
    public const string TypedDataInvalid = "ethereum.typed-data-invalid";

    /// <summary>The keystore is not well-formed, or does not belong to the address that it names.</summary>
    public const string KeystoreInvalid = "ethereum.keystore-invalid";

    /// <summary>The keystore uses an algorithm that is not known, or one at a cost beyond the limits.</summary>
    public const string KeystoreUnsupported = "ethereum.keystore-unsupported";

    /// <summary>The passphrase does not open the keystore, or the keystore was changed.</summary>
    public const string KeystorePassphrase = "ethereum.keystore-passphrase";

    /// <summary>The text is not a name that ENS allows.</summary>
    public const string NameInvalid = "ethereum.name-invalid";

    /// <summary>The name has characters whose normalization is not supported.</summary>
    public const string NameUnsupported = "ethereum.name-unsupported";
}
