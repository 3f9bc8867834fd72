// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What a secured document is taken for.</summary>
public enum SecuredKind
{
    /// <summary>A credential, signed for assertion.</summary>
    Credential,

    /// <summary>A presentation, signed for authentication.</summary>
    Presentation,
}
