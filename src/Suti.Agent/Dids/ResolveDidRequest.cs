// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A DID to resolve.</summary>
public sealed record ResolveDidRequest
{
    /// <summary>The DID, with or without path, query and fragment, which do not matter here but for <c>versionId</c> and <c>versionTime</c>.</summary>
    public required string DidUrl { get; init; }

    /// <summary>Options: <c>accept</c>, <c>versionId</c>, <c>versionTime</c>, <c>noCache</c>.</summary>
    public JsonElement? Options { get; init; }
}
