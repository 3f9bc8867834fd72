// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The kinds of key that open a JWE.</summary>
internal enum JweKeyKind
{
    Agreement,
    Rsa,
    Secret,
    Password,
}
