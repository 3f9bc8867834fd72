// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti;

/// <summary>The names that key types have on the wire.</summary>
public static class KeyTypeNames
{
    private static readonly (KeyType Type, string Name, string? Other)[] Names =
    [
        (KeyType.Ed25519, "Ed25519", null),
        (KeyType.X25519, "X25519", null),
        (KeyType.Secp256k1, "Secp256k1", null),
        (KeyType.P256, "Secp256r1", "P-256"),
        (KeyType.P384, "Secp384r1", "P-384"),
        (KeyType.P521, "Secp521r1", "P-521"),
        (KeyType.Rsa, "RSA", null),
    ];

    /// <summary>The name of a type.</summary>
    public static string Get(KeyType type)
    {
        foreach (var entry in Names)
        {
            if (entry.Type == type)
            {
                return entry.Name;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of key.");
    }

    /// <summary>The type of a name; the names of NIST are known too.</summary>
    public static bool TryParse(string? name, out KeyType type)
    {
        foreach (var entry in Names)
        {
            if (entry.Name == name || (entry.Other is not null && entry.Other == name))
            {
                type = entry.Type;
                return true;
            }
        }

        type = default;
        return false;
    }

    /// <summary>The type of a name.</summary>
    /// <exception cref="SutiException">There is no such type (<see cref="KeyErrorCodes.Unsupported"/>).</exception>
    public static KeyType Parse(string name) => TryParse(name, out var type)
        ? type
        : throw new SutiException(KeyErrorCodes.Unsupported, $"not_supported: Key type not supported: {name}");
}
