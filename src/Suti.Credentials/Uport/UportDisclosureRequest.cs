// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks a uPort identity for claims (<c>shareReq</c>). What is absent is not asked.</summary>
public sealed record UportDisclosureRequest
{
    /// <summary>Claims that the identity may make itself, such as <c>name</c>.</summary>
    public IReadOnlyList<string>? Requested { get; init; }

    /// <summary>Claims that somebody else has signed.</summary>
    public IReadOnlyList<string>? Verified { get; init; }

    /// <summary>What is asked in detail: <c>verifiable</c> and <c>user_info</c>, each claim with <c>essential</c>, <c>iss</c> and <c>reason</c>.</summary>
    public JsonElement? Claims { get; init; }

    /// <summary>What the identity is asked to allow, such as <c>notifications</c>.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }

    /// <summary>Where the answer goes.</summary>
    public string? Callback { get; init; }

    /// <summary>The chain of Ethereum, such as <c>0x4</c>.</summary>
    public string? Net { get; init; }

    /// <summary>The kind of account: <c>general</c>, <c>segregated</c>, <c>keypair</c>, <c>devicekey</c> or <c>none</c>.</summary>
    public string? Act { get; init; }

    /// <summary>The X25519 key to encrypt the answer to, in base64.</summary>
    public string? BoxPub { get; init; }

    /// <summary>Claims of others about who asks, as JWTs.</summary>
    public IReadOnlyList<string>? Vc { get; init; }
}
