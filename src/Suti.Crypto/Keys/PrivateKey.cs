// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// A private key held in memory: a handle that uses the secret and gives it away only when created so. It is itself an
/// <see cref="ISigner"/> and an <see cref="IKeyAgreement"/> whose calls complete at once.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class PrivateKey : ISigner, IKeyAgreement, IDisposable
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

    /// <summary>Makes a new key. RSA keys have 3072 bits and take their randomness from the platform always.</summary>
    public static PrivateKey Generate(
        KeyType type, KeyExportPolicy exportPolicy = KeyExportPolicy.None, RandomSource? random = null) =>
        new(type, KeyFamilies.Of(type).Generate(random ?? RandomSource.System), exportPolicy);

    /// <summary>
    /// Imports a key that may come from anywhere; false when it is not a valid key of that type and form.
    /// </summary>
    public static bool TryImport(
        KeyType type,
        ReadOnlySpan<byte> bytes,
        PrivateKeyFormat format,
        KeyExportPolicy exportPolicy,
        [NotNullWhen(true)] out PrivateKey? key)
    {
        key = null;
        switch (format)
        {
            case PrivateKeyFormat.Raw:
                return TryCreate(type, bytes, publicKey: default, exportPolicy, out key);
            case PrivateKeyFormat.Sec1:
                KeyType? curve = type;
                return WeierstrassCurve.Of(type) is not null
                    && EcPrivateKey.TryRead(bytes, ref curve, out var number, out var point)
                    && TryCreate(type, number, point, exportPolicy, out key);
            case PrivateKeyFormat.Pkcs8:
                return PrivateKeyInfo.TryRead(bytes, out var found, out var secret, out var publicKey)
                    && found == type
                    && TryCreate(type, secret, publicKey, exportPolicy, out key);
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a form of private keys.");
        }
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

    /// <summary>Imports a key of any type from DER <c>PrivateKeyInfo</c> (PKCS #8), which names the type.</summary>
    public static bool TryImportPkcs8(
        ReadOnlySpan<byte> bytes, KeyExportPolicy exportPolicy, [NotNullWhen(true)] out PrivateKey? key)
    {
        key = null;
        return PrivateKeyInfo.TryRead(bytes, out var type, out var secret, out var publicKey)
            && TryCreate(type, secret, publicKey, exportPolicy, out key);
    }

    /// <summary>
    /// Imports a key of any type from PEM (RFC 7468): <c>PRIVATE KEY</c>, <c>EC PRIVATE KEY</c> or <c>RSA PRIVATE
    /// KEY</c>, not encrypted, and nothing else beside.
    /// </summary>
    public static bool TryImportPem(
        ReadOnlySpan<char> text, KeyExportPolicy exportPolicy, [NotNullWhen(true)] out PrivateKey? key)
    {
        key = null;
        if (PemText.TryDecode(text, out var label) is not { } bytes)
        {
            return false;
        }

        try
        {
            switch (label)
            {
                case PemText.PrivateKey:
                    return TryImportPkcs8(bytes, exportPolicy, out key);
                case PemText.EcPrivateKey:
                    KeyType? curve = null;
                    return EcPrivateKey.TryRead(bytes, ref curve, out var number, out var point)
                        && TryCreate(curve!.Value, number, point, exportPolicy, out key);
                case PemText.RsaPrivateKey:
                    return TryCreate(KeyType.Rsa, bytes, publicKey: default, exportPolicy, out key);
                default:
                    return false;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Imports a key of any type from PEM.</summary>
    /// <exception cref="FormatException">The text is not the PEM of a valid private key.</exception>
    public static PrivateKey ImportPem(ReadOnlySpan<char> text, KeyExportPolicy exportPolicy = KeyExportPolicy.None) =>
        TryImportPem(text, exportPolicy, out var key) ? key : throw new FormatException("Not the PEM of a valid private key.");

    /// <summary>Exports the secret. The caller clears the array.</summary>
    /// <exception cref="InvalidOperationException">The key was not created for export.</exception>
    /// <exception cref="NotSupportedException">The type of key has no such form.</exception>
    public byte[] Export(PrivateKeyFormat format)
    {
        var secret = Material.Raw;
        if (ExportPolicy != KeyExportPolicy.AllowExport)
        {
            throw new InvalidOperationException("The key was created without the permission to export it.");
        }

        if (format == PrivateKeyFormat.Raw)
        {
            return [.. secret];
        }

        var curve = WeierstrassCurve.Of(Type);
        var point = curve?.ToUncompressed(Material.PublicKey) ?? [];
        var buffer = GC.AllocateArray<byte>(secret.Length + point.Length + 128, pinned: true);
        var writer = new DerWriter(buffer);
        switch (format)
        {
            case PrivateKeyFormat.Pkcs8:
                PrivateKeyInfo.Prepend(ref writer, Type, secret, point);
                break;
            case PrivateKeyFormat.Sec1 when curve is not null:
                EcPrivateKey.Prepend(ref writer, Type, secret, point);
                break;
            case PrivateKeyFormat.Sec1:
                throw new NotSupportedException($"{Type} private keys have no form {format}.");
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a form of private keys.");
        }

        var result = writer.Written.ToArray();
        CryptographicOperations.ZeroMemory(buffer);
        return result;
    }

    /// <summary>
    /// Exports the secret as PEM with the label <c>PRIVATE KEY</c>, which is PKCS #8. A string cannot be cleared.
    /// </summary>
    /// <exception cref="InvalidOperationException">The key was not created for export.</exception>
    public string ExportPem()
    {
        var bytes = Export(PrivateKeyFormat.Pkcs8);
        var text = PemEncoding.WriteString(PemText.PrivateKey, bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return text;
    }

    /// <summary>Clears the secret. The key cannot be used afterwards.</summary>
    public void Dispose()
    {
        _disposed = true;
        _material.Dispose();
    }

    /// <summary>The type and the public half, never the secret.</summary>
    public override string ToString() => $"{Type} private key of {PublicKey}";

    private static bool TryCreate(
        KeyType type,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> publicKey,
        KeyExportPolicy exportPolicy,
        [NotNullWhen(true)] out PrivateKey? key)
    {
        key = null;
        if (KeyFamilies.Of(type).TryImportPrivate(secret) is not { } material)
        {
            return false;
        }

        // A public key that was embedded must be the one of the secret.
        if (!publicKey.IsEmpty
            && !(PublicKey.TryImportAny(type, publicKey, out var embedded) && embedded.Raw.SequenceEqual(material.PublicKey.Raw)))
        {
            material.Dispose();
            return false;
        }

        key = new PrivateKey(type, material, exportPolicy);
        return true;
    }
}
