// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A key for a document.</summary>
public sealed record AddDidKeyRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>The key: one of the agent by its id, or another's with type and public key.</summary>
    public required DidKeyReference Key { get; init; }

    /// <summary>
    /// Options of the method, an object. <c>relationships</c> lists what the key may be used for; <c>localOnly</c> changes
    /// only what the agent keeps.
    /// </summary>
    public JsonElement? Options { get; init; }
}
