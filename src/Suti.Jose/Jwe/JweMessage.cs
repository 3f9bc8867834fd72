// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Jose;

/// <summary>A new JWE, before it is written in one serialization or another.</summary>
internal sealed record JweMessage(JweParts Parts, IReadOnlyList<JweMessage.Entry> Recipients)
{
    /// <summary>One recipient: its own header members (none in the compact form) and its encrypted key.</summary>
    internal sealed record Entry(JsonObject Header, byte[] EncryptedKey);
}
