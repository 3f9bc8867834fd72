// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Suti.Encodings;

namespace Suti.Crypto;

/// <summary>
/// A key of the secp256k1 tree of BIP-32: an extended private key, from which all keys below can be derived, or an extended
/// public key, from which the public halves of those below that are not hardened can. Dispose it to clear the secret.
/// </summary>
public sealed class Bip32Key : IDisposable
{
    private const int SecretSize = 32;
    private const int ChainCodeSize = 32;
    private const int PublicKeySize = 33;

    /// <summary>Version, depth, fingerprint of the parent, number, chain code, key (BIP-32, "Serialization format").</summary>
    private const int SerializedSize = 78;

    private const int ChainCodeOffset = 13;
    private const int KeyOffset = ChainCodeOffset + ChainCodeSize;
    private const uint PrivateVersion = 0x0488ADE4;
    private const uint PublicVersion = 0x0488B21E;

    private static readonly WeierstrassCurve Curve = WeierstrassCurve.Secp256k1;

    private readonly byte[] _chainCode;
    private readonly byte[]? _secret;
    private bool _disposed;

    private Bip32Key(
        byte[]? secret, PublicKey publicKey, ReadOnlySpan<byte> chainCode, int depth, uint childNumber, uint parentFingerprint)
    {
        _secret = secret;
        PublicKey = publicKey;
        _chainCode = chainCode.ToArray();
        Depth = depth;
        ChildNumber = childNumber;
        ParentFingerprint = parentFingerprint;
    }

    /// <summary>Whether this is an extended private key.</summary>
    public bool IsPrivate => _secret is not null;

    /// <summary>The public key.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>How many steps the key is below the root.</summary>
    public int Depth { get; }

    /// <summary>The number of the last step; hardened ones have <see cref="HdPath.HardenedOffset"/> added.</summary>
    public uint ChildNumber { get; }

    /// <summary>The fingerprint of the key one step above; 0 for a root.</summary>
    public uint ParentFingerprint { get; }

    /// <summary>The first four bytes of the hash of the public key.</summary>
    public uint Fingerprint
    {
        get
        {
            Span<byte> hash = stackalloc byte[32];
            HashFunction.Sha256.Hash(PublicKey.Raw, hash);
            HashFunction.Ripemd160.Hash(hash, hash[..20]);
            return BinaryPrimitives.ReadUInt32BigEndian(hash);
        }
    }

    /// <summary>The half of the derivation that is no key. Whoever has it and a public key has all public keys below.</summary>
    public ReadOnlySpan<byte> ChainCode => _chainCode;

    /// <summary>The root key of a seed of 16 to 64 bytes.</summary>
    /// <exception cref="ArgumentException">The seed has another size.</exception>
    /// <exception cref="CryptographicException">The seed gives no key, which happens for one in 2^127.</exception>
    public static Bip32Key FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length is < 16 or > 64)
        {
            throw new ArgumentException("A seed has 16 to 64 bytes.", nameof(seed));
        }

        Span<byte> node = stackalloc byte[SecretSize + ChainCodeSize];
        MacAlgorithm.HmacSha512.Compute("Bitcoin seed"u8, seed, node);
        try
        {
            return FromSecret(node[..SecretSize], node[SecretSize..], 0, 0, 0)
                ?? throw new CryptographicException("The seed gives no key; take another.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(node);
        }
    }

    /// <summary>Parses an <c>xprv</c> or <c>xpub</c> that may come from anywhere.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Bip32Key? key)
    {
        key = null;
        if (text.Length > 2 * SerializedSize || !Base58Check.TryDecode(text, out var bytes))
        {
            return false;
        }

        key = bytes.Length == SerializedSize ? Read(bytes) : null;
        CryptographicOperations.ZeroMemory(bytes);
        return key is not null;
    }

    /// <summary>Parses an <c>xprv</c> or <c>xpub</c>.</summary>
    /// <exception cref="FormatException">The text is neither, or the key in it is not valid.</exception>
    public static Bip32Key Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var key) ? key : throw new FormatException("Not a valid xprv or xpub.");

    /// <summary>Derives the key at one step.</summary>
    /// <exception cref="InvalidOperationException">The step is hardened and this is a public key, or it is 255 steps deep.</exception>
    /// <exception cref="CryptographicException">The step gives no key, which happens for one in 2^127: take the next.</exception>
    public Bip32Key Derive(uint index)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Depth == HdPath.MaxDepth)
        {
            throw new InvalidOperationException("The tree is at most 255 steps deep.");
        }

        Span<byte> data = stackalloc byte[PublicKeySize + sizeof(uint)];
        if (index < HdPath.HardenedOffset)
        {
            PublicKey.Raw.CopyTo(data);
        }
        else if (_secret is not null)
        {
            data[0] = 0;
            _secret.CopyTo(data[1..]);
        }
        else
        {
            throw new InvalidOperationException("A hardened step takes the private key.");
        }

        BinaryPrimitives.WriteUInt32BigEndian(data[PublicKeySize..], index);
        Span<byte> node = stackalloc byte[SecretSize + ChainCodeSize];
        MacAlgorithm.HmacSha512.Compute(_chainCode, data, node);
        try
        {
            return DeriveFrom(node, index) ?? throw new CryptographicException("The step gives no key; take the next.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
            CryptographicOperations.ZeroMemory(node);
        }
    }

    /// <summary>Derives the key at the end of a path that starts here.</summary>
    /// <exception cref="InvalidOperationException">A step is hardened and this is a public key, or the path goes too deep.</exception>
    public Bip32Key Derive(HdPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var key = new Bip32Key((byte[]?)_secret?.Clone(), PublicKey, _chainCode, Depth, ChildNumber, ParentFingerprint);
        foreach (var index in path.Indexes)
        {
            using var parent = key;
            key = parent.Derive(index);
        }

        return key;
    }

    /// <summary>The same key without its secret.</summary>
    public Bip32Key ToPublic() => new(secret: null, PublicKey, _chainCode, Depth, ChildNumber, ParentFingerprint);

    /// <summary>The key to sign with.</summary>
    /// <exception cref="InvalidOperationException">This is a public key.</exception>
    public PrivateKey ToPrivateKey(KeyExportPolicy exportPolicy = KeyExportPolicy.None) =>
        PrivateKey.Import(KeyType.Secp256k1, RequireSecret(), PrivateKeyFormat.Raw, exportPolicy);

    /// <summary>The serialization of the private key, <c>xprv...</c>: a secret.</summary>
    /// <exception cref="InvalidOperationException">This is a public key.</exception>
    public string ExportPrivate()
    {
        Span<byte> key = stackalloc byte[PublicKeySize];
        key[0] = 0;
        RequireSecret().CopyTo(key[1..]);
        var text = Write(PrivateVersion, key);
        CryptographicOperations.ZeroMemory(key);
        return text;
    }

    /// <summary>The serialization of the public key, <c>xpub...</c>.</summary>
    public string ExportPublic() => Write(PublicVersion, PublicKey.Raw);

    /// <summary>The public serialization, never the secret.</summary>
    public override string ToString() => ExportPublic();

    /// <summary>Clears the secret. The key cannot be used to derive or sign afterwards.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    private static Bip32Key? FromSecret(
        ReadOnlySpan<byte> secret, ReadOnlySpan<byte> chainCode, int depth, uint childNumber, uint parentFingerprint)
    {
        if (!PrivateKey.TryImport(KeyType.Secp256k1, secret, PrivateKeyFormat.Raw, KeyExportPolicy.None, out var key))
        {
            return null;
        }

        using (key)
        {
            var own = GC.AllocateArray<byte>(SecretSize, pinned: true);
            secret.CopyTo(own);
            return new Bip32Key(own, key.PublicKey, chainCode, depth, childNumber, parentFingerprint);
        }
    }

    private static Bip32Key? Read(ReadOnlySpan<byte> bytes)
    {
        var version = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var depth = bytes[4];
        var parentFingerprint = BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]);
        var childNumber = BinaryPrimitives.ReadUInt32BigEndian(bytes[9..]);
        var chainCode = bytes[ChainCodeOffset..KeyOffset];
        var key = bytes[KeyOffset..];

        // A root has neither a parent nor a number.
        if (depth == 0 && (parentFingerprint != 0 || childNumber != 0))
        {
            return null;
        }

        return version switch
        {
            PrivateVersion when key[0] == 0 => FromSecret(key[1..], chainCode, depth, childNumber, parentFingerprint),
            PublicVersion when PublicKey.TryImport(KeyType.Secp256k1, key, PublicKeyFormat.Raw, out var publicKey) =>
                new Bip32Key(secret: null, publicKey, chainCode, depth, childNumber, parentFingerprint),
            _ => null,
        };
    }

    private Bip32Key? DeriveFrom(ReadOnlySpan<byte> node, uint index)
    {
        var tweak = node[..SecretSize];
        var chainCode = node[SecretSize..];
        if (_secret is null)
        {
            return Curve.TryAddGenerator(PublicKey.Material, tweak) is { } point
                ? new Bip32Key(secret: null, new PublicKey(KeyType.Secp256k1, point), chainCode, Depth + 1, index, Fingerprint)
                : null;
        }

        Span<byte> sum = stackalloc byte[SecretSize];
        var child = Curve.TryAddScalars(_secret, tweak, sum) ? FromSecret(sum, chainCode, Depth + 1, index, Fingerprint) : null;
        CryptographicOperations.ZeroMemory(sum);
        return child;
    }

    private ReadOnlySpan<byte> RequireSecret()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _secret ?? throw new InvalidOperationException("This is a public key.");
    }

    private string Write(uint version, ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[SerializedSize];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, version);
        bytes[4] = (byte)Depth;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[5..], ParentFingerprint);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[9..], ChildNumber);
        _chainCode.CopyTo(bytes[ChainCodeOffset..]);
        key.CopyTo(bytes[KeyOffset..]);
        var text = Base58Check.Encode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return text;
    }
}
