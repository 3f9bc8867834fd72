// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>Reads a COSE_Key out of its map; null when it is not a valid one.</summary>
internal static class CoseKeyReader
{
    private const int KeyTypeLabel = 1;
    private const int KeyIdLabel = 2;
    private const int AlgorithmLabel = 3;
    private const int CurveLabel = -1;
    private const int SecretLabel = -1;
    private const int XLabel = -2;
    private const int YLabel = -3;
    private const int PrivateLabel = -4;

    public static CoseKey? Read(CoseMap map, KeyExportPolicy exportPolicy)
    {
        if (!map.TryGetInt64(KeyTypeLabel, out var keyType))
        {
            return null;
        }

        byte[]? keyId = null;
        if (map.TryGet(KeyIdLabel, out _) && !map.TryGetBytes(KeyIdLabel, out keyId))
        {
            return null;
        }

        long? algorithm = map.TryGetInt64(AlgorithmLabel, out var id) ? id : null;
        if (keyType == CoseCurves.Symmetric)
        {
            return map.TryGetBytes(SecretLabel, out var secret) && secret.Length > 0
                ? new CoseKey(null, null, secret, keyId, algorithm)
                : null;
        }

        return map.TryGetInt64(CurveLabel, out var curve)
            && CoseCurves.Find(keyType, curve) is { } type
            && ReadPublic(map, type) is { } publicKey
                ? WithPrivate(map, publicKey, exportPolicy, keyId, algorithm)
                : null;
    }

    private static PublicKey? ReadPublic(CoseMap map, KeyType type)
    {
        if (!map.TryGetBytes(XLabel, out var x))
        {
            return null;
        }

        if (type is KeyType.Ed25519 or KeyType.X25519)
        {
            return PublicKey.TryImport(type, x, PublicKeyFormat.Raw, out var key) ? key : null;
        }

        if (x.Length != JwkCurves.CoordinateSize(type))
        {
            return null;
        }

        // y is the coordinate, or whether it is odd (RFC 9053 §7.1.1).
        if (map.TryGetBytes(YLabel, out var y))
        {
            return y.Length == x.Length && PublicKey.TryImport(type, [4, .. x, .. y], PublicKeyFormat.Uncompressed, out var key) ? key : null;
        }

        return map.TryGet(YLabel, out var encoded)
            && new CborReader(encoded.Span).TryReadBoolean(out var isOdd)
            && PublicKey.TryImport(type, [(byte)(isOdd ? 3 : 2), .. x], PublicKeyFormat.Raw, out var compressed)
                ? compressed
                : null;
    }

    private static CoseKey? WithPrivate(CoseMap map, PublicKey publicKey, KeyExportPolicy exportPolicy, byte[]? keyId, long? algorithm)
    {
        if (!map.TryGet(PrivateLabel, out _))
        {
            return new CoseKey(publicKey, null, [], keyId, algorithm);
        }

        if (!map.TryGetBytes(PrivateLabel, out var secret)
            || !PrivateKey.TryImport(publicKey.Type, secret, PrivateKeyFormat.Raw, exportPolicy, out var privateKey))
        {
            return null;
        }

        CryptographicOperations.ZeroMemory(secret);
        if (privateKey.PublicKey.Equals(publicKey))
        {
            return new CoseKey(publicKey, privateKey, [], keyId, algorithm);
        }

        privateKey.Dispose();
        return null;
    }
}
