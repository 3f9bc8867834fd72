// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using Suti.Agent;
using Suti.Credentials;
using Suti.Dids;

namespace Suti.AspNetCore;

/// <summary>The HTTP status of each error code.</summary>
public static class ErrorStatus
{
    private static readonly FrozenDictionary<string, int> Known = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [AgentErrorCodes.UnknownOperation] = 404,
        [AgentErrorCodes.InvalidArgument] = 400,
        [AgentErrorCodes.CapabilityMissing] = 501,
        [RemoteErrorCodes.Unauthorized] = 401,
        [RemoteErrorCodes.Forbidden] = 403,
        [RemoteErrorCodes.MediaType] = 415,
        [RemoteErrorCodes.TooLarge] = 413,
        [RemoteErrorCodes.TooMany] = 429,
        [RemoteErrorCodes.Unavailable] = 503,
        [RemoteErrorCodes.Failed] = 500,
        [RemoteErrorCodes.Unreachable] = 502,
        [RemoteErrorCodes.ResponseInvalid] = 502,
        [KeyErrorCodes.NotFound] = 404,
        [KeyErrorCodes.Exists] = 409,
        [KeyErrorCodes.InUse] = 409,
        [KeyErrorCodes.NotUsable] = 400,
        [KeyErrorCodes.UnknownSystem] = 400,
        [KeyErrorCodes.Unsupported] = 400,
        [KeyErrorCodes.Invalid] = 400,
        ["crypto.key-agreement-failed"] = 400,
        [RecordErrorCodes.NotFound] = 404,
        [RecordErrorCodes.Conflict] = 409,
        [RecordErrorCodes.InvalidQuery] = 400,
        [RecordErrorCodes.StoreUnavailable] = 503,
        [ManagedDidErrorCodes.NotFound] = 404,
        [ManagedDidErrorCodes.Exists] = 409,
        [ManagedDidErrorCodes.UnknownProvider] = 400,
        [ManagedDidErrorCodes.NotSupported] = 400,
        [ManagedDidErrorCodes.ComponentNotFound] = 404,
        ["did.deactivated"] = 409,
        [DataErrorCodes.NotFound] = 404,
        [MessageErrorCodes.Unsupported] = 400,
        [MessageErrorCodes.NotVerified] = 400,
        [MessageErrorCodes.FetchFailed] = 502,
        [DidErrorCodes.InvalidDid] = 400,
        [DidErrorCodes.InvalidDidUrl] = 400,
        [DidErrorCodes.InvalidDidDocument] = 400,
        [DidErrorCodes.InvalidOptions] = 400,
        [DidErrorCodes.InvalidPublicKey] = 400,
        [DidErrorCodes.NotFound] = 404,
        [DidErrorCodes.MethodNotSupported] = 501,
        [DidErrorCodes.FeatureNotSupported] = 501,
        [DidErrorCodes.RepresentationNotSupported] = 406,
        [DidErrorCodes.UnsupportedPublicKeyType] = 400,
        [DidErrorCodes.InternalError] = 502,
        [CredentialErrorCodes.Malformed] = 400,
        [CredentialErrorCodes.Invalid] = 400,
        [CredentialErrorCodes.NotIssuable] = 400,
        [CredentialErrorCodes.NotFetched] = 502,
        [CredentialErrorCodes.StatusListInvalid] = 400,
        [CredentialErrorCodes.StatusListFull] = 409,
        [CredentialErrorCodes.SchemaInvalid] = 400,
        [CredentialErrorCodes.TypeMetadataInvalid] = 400,
        [CredentialErrorCodes.RequestInvalid] = 400,
        [CredentialErrorCodes.NotOurRequest] = 400,
        [CredentialErrorCodes.AnsweredAlready] = 409,
        ["ethr.unknown-network"] = 400,
        ["ethr.contract-not-configured"] = 501,
        ["ethr.identity-not-found"] = 404,
        ["ethr.identity-exists"] = 409,
        ["ethereum.insufficient-funds"] = 402,
        ["ethereum.reverted"] = 409,
        ["ethereum.nonce-conflict"] = 409,
        ["ethereum.no-contract"] = 502,
        ["ethereum.wrong-chain"] = 502,
        ["ethereum.rpc-error"] = 502,
        ["ethereum.rpc-response-invalid"] = 502,
        ["ethereum.rpc-disagreement"] = 502,
        ["ethereum.rpc-unavailable"] = 503,
        ["ethereum.rpc-rate-limited"] = 503,
        ["ethereum.not-confirmed"] = 504,
        ["ethereum.wallet-refused"] = 403,
        ["ethereum.wallet-unsupported"] = 501,
        ["ethereum.name-offchain"] = 501,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The status of a code. Codes of plugins go by how they end: <c>.not-found</c>, <c>.exists</c>, <c>.conflict</c>, <c>.invalid</c>,
    /// <c>.not-supported</c>, <c>.unavailable</c>; all others are failures of the server.
    /// </summary>
    public static int Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Known.TryGetValue(code, out var status) ? status : code[(code.LastIndexOf('.') + 1)..] switch
        {
            "not-found" => 404,
            "exists" or "conflict" or "in-use" => 409,
            "invalid" or "invalid-argument" or "malformed" or "not-supported" or "unsupported" => 400,
            "unavailable" => 503,
            _ => 500,
        };
    }
}
