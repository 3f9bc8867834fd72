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

    /// <summary>The resolver of the name wants its answer fetched from outside the chain.</summary>
    public const string NameOffchain = "ethereum.name-offchain";

    /// <summary>No node could be reached, or none answered in time.</summary>
    public const string RpcUnavailable = "ethereum.rpc-unavailable";

    /// <summary>The node asks for fewer calls.</summary>
    public const string RpcRateLimited = "ethereum.rpc-rate-limited";

    /// <summary>What the node answered is not what was asked for, or contradicts itself.</summary>
    public const string RpcResponseInvalid = "ethereum.rpc-response-invalid";

    /// <summary>The node refused the call.</summary>
    public const string RpcError = "ethereum.rpc-error";

    /// <summary>Not enough nodes give the same answer.</summary>
    public const string RpcDisagreement = "ethereum.rpc-disagreement";

    /// <summary>More was found than the limits allow.</summary>
    public const string LimitExceeded = "ethereum.limit-exceeded";

    /// <summary>A contract reverted; the message says why, as far as it is known.</summary>
    public const string Reverted = "ethereum.reverted";

    /// <summary>The account cannot pay for the transaction.</summary>
    public const string InsufficientFunds = "ethereum.insufficient-funds";

    /// <summary>The nonce was used already, or another transaction with it waits for more.</summary>
    public const string NonceConflict = "ethereum.nonce-conflict";

    /// <summary>The transaction was not confirmed in time. It may still be.</summary>
    public const string NotConfirmed = "ethereum.not-confirmed";

    /// <summary>There is no contract at the address.</summary>
    public const string NoContract = "ethereum.no-contract";

    /// <summary>The wallet, or its owner, refused, or does not let us use the account.</summary>
    public const string WalletRefused = "ethereum.wallet-refused";

    /// <summary>The wallet cannot do what is asked of it.</summary>
    public const string WalletUnsupported = "ethereum.wallet-unsupported";
}
