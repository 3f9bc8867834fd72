// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Crypto;

/// <summary>
/// A private key held in memory: a handle that uses the secret and gives it away only when created so. It is itself an
/// <see cref="ISigner"/> and an <see cref="IKeyAgreement"/> whose calls complete at once.
/// </summary>
public sealed class PrivateKey : IDisposable
{
    private readonly PrivateKeyMaterial _material;
    private bool _disposed;

    internal PrivateKey(KeyType type, PrivateKeyMaterial material, KeyExportPolicy exportPolicy)
    {
        Type = type;
        _material = material;
        ExportPolicy = exportPolicy;
        PublicKey = new PublicKey(type, material.PublicKey);
    }

    /// <summary>The kind of key.</summary>
    public KeyType Type { get; }

    /// <summary>Whether the secret may be exported.</summary>
    public KeyExportPolicy ExportPolicy { get; }

    /// <summary>The public half.</summary>
    public PublicKey PublicKey { get; }

    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal PrivateKeyMaterial Material
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _material;
        }
    }

    /// <summary>Makes a new key.</summary>
    public static PrivateKey Generate(
        KeyType type, KeyExportPolicy exportPolicy = KeyExportPolicy.None, RandomSource? random = null) =>
        new(type, KeyFamilies.Of(type).Generate(random ?? RandomSource.System), exportPolicy);

    /// <summary>Imports a key that may come from anywhere; false when it is not a valid key of that type and form.</summary>
    public static bool TryImport(
        KeyType type,
        ReadOnlySpan<byte> bytes,
        PrivateKeyFormat format,
        KeyExportPolicy exportPolicy,
        [NotNullWhen(true)] out PrivateKey? key)
    {
        key = format == PrivateKeyFormat.Raw && KeyFamilies.Of(type).TryImportPrivate(bytes) is { } material
            ? new PrivateKey(type, material, exportPolicy)
            : null;
        return key is not null;
    }

    /// <summary>Imports a key.</summary>
    /// <exception cref="FormatException">The bytes are not a valid key of that type and form.</exception>
    public static PrivateKey Import(
        KeyType type,
        ReadOnlySpan<byte> bytes,
        PrivateKeyFormat format = PrivateKeyFormat.Raw,
        KeyExportPolicy exportPolicy = KeyExportPolicy.None) =>
        TryImport(type, bytes, format, exportPolicy, out var key)
            ? key
            : throw new FormatException($"Not a valid {type} private key in the form {format}.");

    /// <summary>Clears the secret. The key cannot be used afterwards.</summary>
    public void Dispose()
    {
        _disposed = true;
        _material.Dispose();
    }
}
