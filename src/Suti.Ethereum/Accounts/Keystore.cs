// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>
/// Private keys sealed by a passphrase: the Web3 Secret Storage Definition, version 3, as geth and most wallets write it. The bytes of
/// the passphrase are used as they are given; some wallets bring a text to Unicode form KC first.
/// </summary>
public static class Keystore
{
    private const int KeySize = 32;
    private const int CipherKeySize = 16;

    /// <summary>Opens a keystore.</summary>
    public static bool TryImport(
        ReadOnlySpan<byte> utf8,
        ReadOnlySpan<byte> passphrase,
        [NotNullWhen(true)] out PrivateKey? key,
        [NotNullWhen(false)] out EthereumError? error,
        KeyExportPolicy exportPolicy = KeyExportPolicy.None,
        KeystoreLimits? limits = null)
    {
        key = null;
        limits ??= KeystoreLimits.Standard;
        error = KeystoreContent.Read(utf8, limits, out var content);
        if (error is not null)
        {
            return false;
        }

        Span<byte> derived = stackalloc byte[KeySize];
        Span<byte> secret = stackalloc byte[KeySize];
        try
        {
            content!.Derive(passphrase, derived);
            if (!IsAuthentic(content, derived))
            {
                error = new EthereumError(EthereumErrorCodes.KeystorePassphrase, "The passphrase does not open the keystore.");
                return false;
            }

            content.Ciphertext.CopyTo(secret);
            ApplyCtr(derived[..CipherKeySize], content.Iv, secret);
            if (!PrivateKey.TryImport(KeyType.Secp256k1, secret, PrivateKeyFormat.Raw, exportPolicy, out key))
            {
                error = new EthereumError(EthereumErrorCodes.KeystoreInvalid, "The keystore holds no private key of secp256k1.");
                return false;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
            CryptographicOperations.ZeroMemory(secret);
        }

        if (content.Address is { } address && Address.FromPublicKey(key.PublicKey) != address)
        {
            key.Dispose();
            key = null;
            error = new EthereumError(EthereumErrorCodes.KeystoreInvalid, "The key is not that of the address that the keystore names.");
            return false;
        }

        return true;
    }

    /// <summary>Opens a keystore.</summary>
    /// <exception cref="SutiException">It is refused, for one of the reasons that <see cref="EthereumErrorCodes"/> lists.</exception>
    public static PrivateKey Import(
        ReadOnlySpan<byte> utf8,
        ReadOnlySpan<byte> passphrase,
        KeyExportPolicy exportPolicy = KeyExportPolicy.None,
        KeystoreLimits? limits = null) =>
        TryImport(utf8, passphrase, out var key, out var error, exportPolicy, limits) ? key : throw error.ToException();

    /// <summary>Seals a key by a passphrase, as geth and ethers read it.</summary>
    /// <param name="key">A key of secp256k1 that may be exported.</param>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="cost">The work that each guess shall take; scrypt with 128 MiB when absent.</param>
    /// <param name="random">Where salt, vector and id come from.</param>
    /// <returns>The file, in UTF-8. It names the address of the account.</returns>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    /// <exception cref="InvalidOperationException">The key may not be exported.</exception>
    public static byte[] Export(PrivateKey key, ReadOnlySpan<byte> passphrase, KeystoreCost? cost = null, RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        var address = Address.FromPublicKey(key.PublicKey);
        var secret = key.Export(PrivateKeyFormat.Raw);
        try
        {
            return KeystoreWriter.Write(secret, address, passphrase, cost ?? KeystoreCost.Standard, random ?? RandomSource.System);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static bool IsAuthentic(KeystoreContent content, ReadOnlySpan<byte> derived)
    {
        Span<byte> input = stackalloc byte[CipherKeySize + KeySize];
        Span<byte> mac = stackalloc byte[Keccak.Size];
        derived[CipherKeySize..].CopyTo(input);
        content.Ciphertext.CopyTo(input[CipherKeySize..]);
        Keccak.Hash(input, mac);
        CryptographicOperations.ZeroMemory(input);
        return CryptographicOperations.FixedTimeEquals(mac, content.Mac);
    }

    /// <summary>
    /// AES-128-CTR, which is its own inverse. A block of the key stream is the counter as AES encrypts it, and so is the first block that CBC gives for zeros
    /// with the counter as its vector.
    /// </summary>
    internal static void ApplyCtr(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, Span<byte> content)
    {
        Span<byte> counter = stackalloc byte[AesCbc.IvSize];
        iv.CopyTo(counter);
        Span<byte> zeros = stackalloc byte[AesCbc.IvSize];
        zeros.Clear();
        for (var at = 0; at < content.Length; at += counter.Length)
        {
            var stream = AesCbc.Encrypt(key, counter, zeros);
            for (var index = 0; index < counter.Length; index++)
            {
                content[at + index] ^= stream[index];
            }

            CryptographicOperations.ZeroMemory(stream);
            for (var index = counter.Length - 1; index >= 0 && ++counter[index] == 0; index--)
            {
            }
        }
    }
}
