// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The families, by type of key.</summary>
internal static class KeyFamilies
{
    public static KeyFamily Of(KeyType type) => type switch
    {
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of key."),
    };
}
