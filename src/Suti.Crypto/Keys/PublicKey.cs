// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Crypto;

/// <summary>A public key, fully validated and decoded once: on its curve, of the right size, in canonical form.</summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    internal PublicKey(KeyType type, PublicKeyMaterial material)
    {
        Type = type;
        Material = material;
    }

    /// <summary>The kind of key.</summary>
    public KeyType Type { get; }

    /// <summary>The key in <see cref="PublicKeyFormat.Raw"/>.</summary>
    public ReadOnlySpan<byte> Raw => Material.Raw;

    internal PublicKeyMaterial Material { get; }

    /// <summary>Imports a key that may come from anywhere; false when it is not a valid key of that type and form.</summary>
    public static bool TryImport(
        KeyType type, ReadOnlySpan<byte> bytes, PublicKeyFormat format, [NotNullWhen(true)] out PublicKey? key)
    {
        key = format == PublicKeyFormat.Raw && KeyFamilies.Of(type).TryImportPublic(bytes) is { } material
            ? new PublicKey(type, material)
            : null;
        return key is not null;
    }

    /// <summary>Imports a key.</summary>
    /// <exception cref="FormatException">The bytes are not a valid key of that type and form.</exception>
    public static PublicKey Import(KeyType type, ReadOnlySpan<byte> bytes, PublicKeyFormat format = PublicKeyFormat.Raw) =>
        TryImport(type, bytes, format, out var key)
            ? key
            : throw new FormatException($"Not a valid {type} public key in the form {format}.");

    /// <summary>Whether both are the same key.</summary>
    public bool Equals(PublicKey? other) => other is not null && other.Type == Type && other.Raw.SequenceEqual(Raw);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Type);
        hash.AddBytes(Raw);
        return hash.ToHashCode();
    }
}
