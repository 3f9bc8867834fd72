// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;

namespace Suti.Agent;

/// <summary>What to sign, and how.</summary>
public sealed record SignRequest
{
    /// <summary>The id of the key.</summary>
    public required string KeyRef { get; init; }

    /// <summary>The algorithm; null for the first one of the key.</summary>
    [Description("EdDSA, ES256K, ES256K-R, ES256, ES384, eth_signTransaction, eth_signTypedData, eth_signMessage or eth_rawSign.")]
    public string? Algorithm { get; init; }

    /// <summary>The data.</summary>
    public required string Data { get; init; }

    /// <summary>How <see cref="Data"/> stands for bytes: <c>utf-8</c>, <c>base16</c>, <c>hex</c>, <c>base64</c> or <c>base64url</c>.</summary>
    [Description("utf-8 (the default), base16, hex, base64 or base64url.")]
    public string? Encoding { get; init; }
}
