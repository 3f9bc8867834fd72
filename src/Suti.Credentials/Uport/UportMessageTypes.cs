// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The <c>type</c> of uPort's messages.</summary>
public static class UportMessageTypes
{
    /// <summary>Asks for claims.</summary>
    public const string DisclosureRequest = "shareReq";

    /// <summary>Answers a request for claims.</summary>
    public const string DisclosureResponse = "shareResp";

    /// <summary>Asks somebody to sign a claim.</summary>
    public const string VerificationRequest = "verReq";

    /// <summary>Asks for a transaction of Ethereum.</summary>
    public const string TransactionRequest = "ethtx";

    /// <summary>Asks for a signature over typed data (EIP-712).</summary>
    public const string TypedDataRequest = "eip712Req";

    /// <summary>Asks for a signature over a text.</summary>
    public const string PersonalSignRequest = "personalSignReq";
}
