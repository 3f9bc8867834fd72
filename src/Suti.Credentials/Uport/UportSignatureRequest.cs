// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Asks an identity for a signature over a text (<c>personalSignReq</c>) or typed data (<c>eip712Req</c>).</summary>
internal sealed record UportSignatureRequest
{
    public string? Data { get; init; }

    public JsonElement? TypedData { get; init; }

    public string? Riss { get; init; }

    public string? From { get; init; }

    public string? Net { get; init; }

    public string? Callback { get; init; }
}
