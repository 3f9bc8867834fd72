// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// A public key, fully validated and decoded once: on its curve, of the right size, in canonical form.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
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

    /// <summary>
    /// Imports a key that may come from anywhere; false when it is not a valid key of that type and form.
    /// </summary>
    public static bool TryImport(
        KeyType type, ReadOnlySpan<byte> bytes, PublicKeyFormat format, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        if (format == PublicKeyFormat.Spki)
        {
            return SubjectPublicKeyInfo.TryRead(bytes, out var found, out var inner)
                && found == type
                && TryImportAny(type, inner, out key);
        }

        key = format switch
        {
            PublicKeyFormat.Raw => FromMaterial(type, KeyFamilies.Of(type).TryImportPublic(bytes)),
            PublicKeyFormat.Uncompressed => FromMaterial(type, WeierstrassCurve.Of(type)?.TryImportUncompressed(bytes)),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a form of public keys."),
        };
        return key is not null;
    }

    /// <summary>Imports a key.</summary>
    /// <exception cref="FormatException">The bytes are not a valid key of that type and form.</exception>
    public static PublicKey Import(KeyType type, ReadOnlySpan<byte> bytes, PublicKeyFormat format = PublicKeyFormat.Raw) =>
        TryImport(type, bytes, format, out var key)
            ? key
            : throw new FormatException($"Not a valid {type} public key in the form {format}.");

    /// <summary>Imports a key of any type from DER <c>SubjectPublicKeyInfo</c>, which names the type.</summary>
    public static bool TryImportSpki(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        return SubjectPublicKeyInfo.TryRead(bytes, out var type, out var inner) && TryImportAny(type, inner, out key);
    }

    /// <summary>
    /// Imports a point from its coordinates, as a JSON Web Key has them: big-endian, of full size. False when the
    /// type has no such coordinates, they have another size, or the point is not on the curve.
    /// </summary>
    public static bool TryImportCoordinates(
        KeyType type, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, [NotNullWhen(true)] out PublicKey? key)
    {
        key = FromMaterial(type, WeierstrassCurve.Of(type)?.TryImportCoordinates(x, y));
        return key is not null;
    }

    /// <summary>
    /// Imports an RSA key from its modulus and public exponent, big-endian without leading zeros. False when they are
    /// not within the limits: a modulus of 2048 to 8192 bits, an odd exponent from 3 on of at most 32 bits.
    /// </summary>
    public static bool TryImportRsa(
        ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent, [NotNullWhen(true)] out PublicKey? key)
    {
        key = FromMaterial(KeyType.Rsa, RsaFamily.TryImportPublic(modulus, exponent));
        return key is not null;
    }

    /// <summary>
    /// Imports a key of any type from PEM (RFC 7468): <c>PUBLIC KEY</c> or <c>RSA PUBLIC KEY</c>, and nothing else
    /// beside.
    /// </summary>
    public static bool TryImportPem(ReadOnlySpan<char> text, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        return PemText.TryDecode(text, out var label) is { } bytes && label switch
        {
            PemText.PublicKey => TryImportSpki(bytes, out key),
            PemText.RsaPublicKey => TryImport(KeyType.Rsa, bytes, PublicKeyFormat.Raw, out key),
            _ => false,
        };
    }

    /// <summary>Imports a key of any type from PEM.</summary>
    /// <exception cref="FormatException">The text is not the PEM of a valid public key.</exception>
    public static PublicKey ImportPem(ReadOnlySpan<char> text) =>
        TryImportPem(text, out var key) ? key : throw new FormatException("Not the PEM of a valid public key.");

    /// <summary>Exports the key.</summary>
    /// <exception cref="NotSupportedException">The type of key has no such form.</exception>
    public byte[] Export(PublicKeyFormat format)
    {
        switch (format)
        {
            case PublicKeyFormat.Raw:
                return Raw.ToArray();
            case PublicKeyFormat.Uncompressed:
                var curve = WeierstrassCurve.Of(Type)
                    ?? throw new NotSupportedException($"{Type} public keys have no form {format}.");
                return curve.ToUncompressed(Material);
            case PublicKeyFormat.Spki:
                return SubjectPublicKeyInfo.Write(Type, WeierstrassCurve.Of(Type)?.ToUncompressed(Material) ?? Raw);
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a form of public keys.");
        }
    }

    /// <summary>Exports the key as PEM with the label <c>PUBLIC KEY</c>.</summary>
    public string ExportPem() => PemEncoding.WriteString(PemText.PublicKey, Export(PublicKeyFormat.Spki));

    /// <summary>
    /// Writes the coordinates of the point, big-endian; each span has exactly the size of a coordinate. False for
    /// types of key that have no such coordinates.
    /// </summary>
    /// <exception cref="ArgumentException">A span has another size.</exception>
    public bool TryWriteCoordinates(Span<byte> x, Span<byte> y)
    {
        if (WeierstrassCurve.Of(Type) is not { } curve)
        {
            return false;
        }

        if (x.Length != curve.Size || y.Length != curve.Size)
        {
            throw new ArgumentException($"The coordinates of a {Type} key take exactly {curve.Size} bytes each.", nameof(x));
        }

        curve.WriteCoordinates(Material, x, y);
        return true;
    }

    /// <summary>
    /// The modulus and the public exponent of an RSA key, big-endian without leading zeros. False for other types.
    /// </summary>
    public bool TryGetRsaParameters(out ReadOnlySpan<byte> modulus, out ReadOnlySpan<byte> exponent)
    {
        var rsa = Material as RsaPublicKey;
        modulus = rsa is null ? default : rsa.Modulus;
        exponent = rsa is null ? default : rsa.Exponent;
        return rsa is not null;
    }

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

    /// <summary>The type and the beginning of the key, for logs.</summary>
    public override string ToString() => $"{Type} public key {Convert.ToHexStringLower(Raw[..Math.Min(8, Raw.Length)])}...";

    /// <summary>
    /// Imports what <c>SubjectPublicKeyInfo</c> or a private key holds: points in either form (RFC 5480 section 2.2).
    /// </summary>
    internal static bool TryImportAny(KeyType type, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PublicKey? key) =>
        TryImport(type, bytes, PublicKeyFormat.Raw, out key) || TryImport(type, bytes, PublicKeyFormat.Uncompressed, out key);

    private static PublicKey? FromMaterial(KeyType type, PublicKeyMaterial? material) =>
        material is null ? null : new PublicKey(type, material);
}
