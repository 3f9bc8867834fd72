// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Whether a claim may be left out by its holder: <c>sd</c> of type metadata.</summary>
public enum ClaimDisclosure
{
    /// <summary>As the issuer likes.</summary>
    Allowed,

    /// <summary>The issuer must leave it to the holder.</summary>
    Always,

    /// <summary>The issuer must not leave it to the holder.</summary>
    Never,
}
