// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>What a key may be used for (DID Core §5.3).</summary>
[Flags]
public enum VerificationRelationship
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To log in, and to present credentials.</summary>
    Authentication = 1,

    /// <summary>To issue credentials.</summary>
    AssertionMethod = 2,

    /// <summary>To receive encrypted messages.</summary>
    KeyAgreement = 4,

    /// <summary>To use a capability, such as updating the document.</summary>
    CapabilityInvocation = 8,

    /// <summary>To pass a capability on.</summary>
    CapabilityDelegation = 16,

    /// <summary>Everything that a signature is used for.</summary>
    Signing = Authentication | AssertionMethod | CapabilityInvocation | CapabilityDelegation,
}
