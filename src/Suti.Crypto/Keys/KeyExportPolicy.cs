// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Whether the secret of a <see cref="PrivateKey"/> may leave its handle.</summary>
public enum KeyExportPolicy
{
    /// <summary>The secret can be used but never read.</summary>
    None,

    /// <summary>The secret can be exported.</summary>
    AllowExport,
}
