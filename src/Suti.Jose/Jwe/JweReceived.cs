// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>One recipient of a received JWE.</summary>
internal sealed record JweReceived(JoseHeader Header, byte[] EncryptedKey);
