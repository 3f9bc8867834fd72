// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>What an identity answers to a request (<c>shareResp</c>).</summary>
public sealed record UportDisclosureResponse
{
    /// <summary>The request, as it came.</summary>
    public required string Req { get; init; }

    /// <summary>What the identity says of itself.</summary>
    public JsonElement? Own { get; init; }

    /// <summary>Claims of others about the identity, as JWTs.</summary>
    public IReadOnlyList<string>? Verified { get; init; }

    /// <summary>The account that was asked for.</summary>
    public string? Nad { get; init; }

    /// <summary>The device key that was asked for.</summary>
    public string? Dad { get; init; }

    /// <summary>The permissions that were asked for, as tokens.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>The X25519 key to encrypt messages to the identity, in base64.</summary>
    public string? BoxPub { get; init; }
}
