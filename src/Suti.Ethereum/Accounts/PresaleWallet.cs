// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>The wallets of Ethereum's sale of 2014: an encrypted seed, whose Keccak-256 hash is the private key.</summary>
public static class PresaleWallet
{
    private const int Iterations = 2000;
    private const int MaxSize = 64 * 1024;
    private const int MaxSeedSize = 1024;

    private static readonly EthereumError Malformed =
        new(EthereumErrorCodes.KeystoreInvalid, "The presale wallet is not well-formed JSON with encseed and ethaddr.");

    private static readonly EthereumError WrongPassphrase =
        new(EthereumErrorCodes.KeystorePassphrase, "The passphrase does not open the presale wallet.");

    /// <summary>Opens a wallet. Nothing but its address authenticates it, so one without an address is refused.</summary>
    public static bool TryImport(
        ReadOnlySpan<byte> utf8,
        ReadOnlySpan<byte> passphrase,
        [NotNullWhen(true)] out PrivateKey? key,
        [NotNullWhen(false)] out EthereumError? error,
        KeyExportPolicy exportPolicy = KeyExportPolicy.None)
    {
        key = null;
        error = Malformed;
        Span<byte> account = stackalloc byte[Address.Size];
        if (utf8.Length > MaxSize || !StrictJson.TryParseElement(utf8, out var root) || root.ValueKind != JsonValueKind.Object
            || !TryGetHex(root, "ethaddr", out var addressText) || addressText.Length != 2 * Address.Size
            || !Hex.TryDecode(addressText, account, out _)
            || !TryGetHex(root, "encseed", out var seedText) || seedText.Length > 2 * MaxSeedSize)
        {
            return false;
        }

        var encrypted = new byte[seedText.Length / 2];
        if (encrypted.Length <= AesCbc.IvSize || !Hex.TryDecode(seedText, encrypted, out _))
        {
            return false;
        }

        error = WrongPassphrase;
        Span<byte> derived = stackalloc byte[16];
        Pbkdf2.HmacSha256.DeriveKey(passphrase, passphrase, Iterations, derived);
        var opened = TryOpen(derived, encrypted, out key, exportPolicy);
        CryptographicOperations.ZeroMemory(derived);
        if (opened && Address.FromPublicKey(key!.PublicKey) == new Address(account))
        {
            error = null;
            return true;
        }

        key?.Dispose();
        key = null;
        return false;
    }

    private static bool TryOpen(ReadOnlySpan<byte> derived, byte[] encrypted, out PrivateKey? key, KeyExportPolicy exportPolicy)
    {
        key = null;
        var content = encrypted.AsSpan(AesCbc.IvSize);
        using var seed = new Scratch(content.Length, stackalloc byte[MaxSeedSize]);
        if (!AesCbc.TryDecrypt(derived, encrypted.AsSpan(0, AesCbc.IvSize), content, seed.Span, out var size))
        {
            return false;
        }

        Span<byte> secret = stackalloc byte[Keccak.Size];
        Keccak.Hash(seed.Span[..size], secret);
        var imported = PrivateKey.TryImport(KeyType.Secp256k1, secret, PrivateKeyFormat.Raw, exportPolicy, out key);
        CryptographicOperations.ZeroMemory(secret);
        return imported;
    }

    private static bool TryGetHex(JsonElement root, string name, [NotNullWhen(true)] out string? text)
    {
        text = root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }
}
