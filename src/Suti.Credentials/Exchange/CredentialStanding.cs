// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Whether a credential stands.</summary>
public enum CredentialStanding
{
    /// <summary>It could not be found out.</summary>
    Unknown,

    /// <summary>It is neither revoked, suspended nor expired.</summary>
    Active,

    /// <summary>It is suspended.</summary>
    Suspended,

    /// <summary>It is revoked.</summary>
    Revoked,

    /// <summary>It has expired.</summary>
    Expired,
}
