// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>
/// Reads the JWK that is met most: the public key of a curve with nothing beside it but its names. One pass, without a tree. What is
/// anything else, or wrong, is left to <see cref="JwkReader"/>, which also says why.
/// </summary>
internal ref struct PublicJwkReader
{
    private const int MaxCoordinate = 66;

    private ReadOnlySpan<byte> _type;
    private ReadOnlySpan<byte> _curve;
    private ReadOnlySpan<byte> _x;
    private ReadOnlySpan<byte> _y;
    private ReadOnlySpan<byte> _keyId;
    private ReadOnlySpan<byte> _algorithm;
    private ReadOnlySpan<byte> _use;

    /// <summary>Reads an object that was already checked to be strict JSON; false leaves the decision to the general reader.</summary>
    public static bool TryRead(ReadOnlySpan<byte> checkedJson, [NotNullWhen(true)] out Jwk? jwk)
    {
        jwk = null;
        var members = default(PublicJwkReader);
        if (!members.TryCollect(checkedJson) || members.ReadKey() is not { } key)
        {
            return false;
        }

        jwk = new Jwk(key, null, [], new JwkMetadata
        {
            KeyId = Text(members._keyId),
            Algorithm = Text(members._algorithm),
            Use = Text(members._use),
        });
        return true;
    }

    private bool TryCollect(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped)
            {
                return false;
            }

            var name = reader.ValueSpan;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !TrySet(name, reader.ValueSpan))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An empty value says the same as an absent one here, so that it is left to the general reader.</summary>
    private bool TrySet(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return false;
        }

        switch (name)
        {
            case [(byte)'x']:
                _x = value;
                return true;
            case [(byte)'y']:
                _y = value;
                return true;
            case [(byte)'k', (byte)'t', (byte)'y']:
                _type = value;
                return true;
            case [(byte)'c', (byte)'r', (byte)'v']:
                _curve = value;
                return true;
            case [(byte)'k', (byte)'i', (byte)'d']:
                _keyId = value;
                return true;
            case [(byte)'a', (byte)'l', (byte)'g']:
                _algorithm = value;
                return true;
            case [(byte)'u', (byte)'s', (byte)'e']:
                _use = value;
                return true;
            default:
                return false;
        }
    }

    private readonly PublicKey? ReadKey()
    {
        Span<byte> x = stackalloc byte[MaxCoordinate];
        Span<byte> y = stackalloc byte[MaxCoordinate];
        if (_type.SequenceEqual("EC"u8))
        {
            return EllipticCurve() is { } curve
                && JwkCurves.CoordinateSize(curve) is var size
                && IsDecoded(_x, x[..size])
                && IsDecoded(_y, y[..size])
                && PublicKey.TryImportCoordinates(curve, x[..size], y[..size], out var point)
                ? point
                : null;
        }

        return _type.SequenceEqual("OKP"u8)
            && _y.IsEmpty
            && OctetKeyPair() is { } type
            && IsDecoded(_x, x[..32])
            && PublicKey.TryImport(type, x[..32], PublicKeyFormat.Raw, out var key)
            ? key
            : null;
    }

    private readonly KeyType? EllipticCurve() =>
        _curve.SequenceEqual("P-256"u8) ? KeyType.P256
        : _curve.SequenceEqual("secp256k1"u8) ? KeyType.Secp256k1
        : _curve.SequenceEqual("P-384"u8) ? KeyType.P384
        : _curve.SequenceEqual("P-521"u8) ? KeyType.P521
        : null;

    private readonly KeyType? OctetKeyPair() =>
        _curve.SequenceEqual("Ed25519"u8) ? KeyType.Ed25519
        : _curve.SequenceEqual("X25519"u8) ? KeyType.X25519
        : null;

    private static bool IsDecoded(ReadOnlySpan<byte> text, Span<byte> bytes) =>
        Base64Url.TryDecodeFromUtf8(text, bytes, out var written) && written == bytes.Length;

    private static string? Text(ReadOnlySpan<byte> value) => value.IsEmpty ? null
        : value.SequenceEqual("sig"u8) ? "sig"
        : value.SequenceEqual("enc"u8) ? "enc"
        : Encoding.UTF8.GetString(value);
}
