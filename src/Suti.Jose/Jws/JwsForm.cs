// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>How a new JWS carries its payload.</summary>
[Flags]
public enum JwsForm
{
    /// <summary>Encoded, inside the JWS.</summary>
    Attached = 0,

    /// <summary>The payload travels elsewhere (RFC 7515 appendix F).</summary>
    Detached = 1,

    /// <summary>The payload is signed as it is, without base64url (RFC 7797).</summary>
    Unencoded = 2,
}
