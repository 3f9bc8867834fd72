// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>What an SD-JWT says, once it was verified.</summary>
public sealed class VerifiedSdJwt
{
    internal VerifiedSdJwt(JsonObject payload, JwtClaims claims, PublicKey? holderKey, bool isKeyBound)
    {
        Payload = payload;
        Claims = claims;
        HolderKey = holderKey;
        IsKeyBound = isKeyBound;
    }

    /// <summary>The claims as disclosed, with nothing left of digests.</summary>
    public JsonObject Payload { get; }

    /// <summary>The same claims, the registered ones typed.</summary>
    public JwtClaims Claims { get; }

    /// <summary>The holder's key that the issuer named; null when it named none that is supported.</summary>
    public PublicKey? HolderKey { get; }

    /// <summary>Whether the holder proved to have that key, for this verifier and this request.</summary>
    public bool IsKeyBound { get; }
}
