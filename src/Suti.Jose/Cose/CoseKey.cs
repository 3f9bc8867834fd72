// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>A COSE_Key (RFC 9052 §7, RFC 9053 §7): a public key, a key pair or a shared secret. RSA keys are not supported.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CoseKey : IDisposable
{
    private readonly byte[] _secret;

    internal CoseKey(PublicKey? publicKey, PrivateKey? privateKey, byte[] secret, byte[]? keyId, long? algorithm)
    {
        PublicKey = publicKey;
        PrivateKey = privateKey;
        _secret = secret;
        KeyId = keyId;
        AlgorithmId = algorithm;
    }

    /// <summary>The public key; null for a shared secret.</summary>
    public PublicKey? PublicKey { get; }

    /// <summary>The private key; null when there is none.</summary>
    public PrivateKey? PrivateKey { get; }

    /// <summary><c>kid</c>.</summary>
    public byte[]? KeyId { get; }

    /// <summary>The identifier in <c>alg</c>; null when there is none.</summary>
    public long? AlgorithmId { get; }

    /// <summary>Whether this is a shared secret.</summary>
    public bool IsSymmetric => PublicKey is null;

    /// <summary>The shared secret; empty for the others.</summary>
    public ReadOnlySpan<byte> Secret => _secret;

    /// <summary>A COSE_Key of a public key.</summary>
    /// <exception cref="ArgumentException">It is an RSA key.</exception>
    public static CoseKey FromPublicKey(PublicKey key, byte[]? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Type == KeyType.Rsa
            ? throw new ArgumentException("RSA keys are not supported in COSE_Key.", nameof(key))
            : new CoseKey(key, null, [], keyId, null);
    }

    /// <summary>Reads a key that may come from anywhere.</summary>
    /// <param name="encoded">The COSE_Key.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="exportPolicy">Whether a private key in it may be exported.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> encoded,
        [NotNullWhen(true)] out CoseKey? key,
        [NotNullWhen(false)] out JoseError? error,
        KeyExportPolicy exportPolicy = KeyExportPolicy.None)
    {
        key = CoseMap.TryParse(encoded, out var map) ? CoseKeyReader.Read(map, exportPolicy) : null;
        error = key is null ? CoseErrors.KeyInvalid : null;
        return key is not null;
    }

    /// <summary>The public key in the deterministic encoding.</summary>
    /// <exception cref="InvalidOperationException">It is a shared secret.</exception>
    public byte[] EncodePublic()
    {
        if (PublicKey is not { } key)
        {
            throw new InvalidOperationException("A shared secret has no public half.");
        }

        var map = new CoseMap().Set(1, CoseCurves.KeyTypeId(key.Type)).Set(-1, CoseCurves.Id(key.Type));
        if (key.Type is KeyType.Ed25519 or KeyType.X25519)
        {
            map.SetBytes(-2, key.Raw);
        }
        else
        {
            var point = key.Export(PublicKeyFormat.Uncompressed).AsSpan(1);
            map.SetBytes(-2, point[..(point.Length / 2)]).SetBytes(-3, point[(point.Length / 2)..]);
        }

        if (KeyId is not null)
        {
            map.SetBytes(2, KeyId);
        }

        return map.Encode();
    }

    /// <summary>The thumbprint (RFC 9679): SHA-256 over the required members in the deterministic encoding.</summary>
    /// <exception cref="InvalidOperationException">It is a shared secret.</exception>
    public byte[] GetThumbprint() => HashFunction.Sha256.Hash(
        (KeyId is null ? this : new CoseKey(PublicKey, null, [], keyId: null, algorithm: null)).EncodePublic());

    /// <summary>Clears the secret that it holds.</summary>
    public void Dispose()
    {
        PrivateKey?.Dispose();
        CryptographicOperations.ZeroMemory(_secret);
    }

    /// <summary>What kind of key it is; never the secret.</summary>
    public override string ToString() => IsSymmetric ? "Symmetric" : $"{PublicKey!.Type}{(PrivateKey is null ? "" : " (private)")}";
}
