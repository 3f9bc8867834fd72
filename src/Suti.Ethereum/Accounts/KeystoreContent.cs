// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>What stands in a keystore, checked before anything costly is done with it.</summary>
internal sealed class KeystoreContent
{
    private const int DerivedSize = 32;
    private const int MaxSaltSize = 1024;

    private static readonly EthereumError Malformed =
        new(EthereumErrorCodes.KeystoreInvalid, "The keystore is not well-formed JSON of version 3.");

    private static readonly EthereumError Unsupported =
        new(EthereumErrorCodes.KeystoreUnsupported, "The keystore uses an algorithm that is not known.");

    private static readonly EthereumError TooCostly =
        new(EthereumErrorCodes.KeystoreUnsupported, "The keystore asks for more work than the limits allow, or for too little.");

    private byte[] _salt = [];
    private int _iterations;
    private int _cost;
    private int _blockSize;
    private int _parallelism;

    public byte[] Ciphertext { get; private set; } = [];

    public byte[] Iv { get; private set; } = [];

    public byte[] Mac { get; private set; } = [];

    public Address? Address { get; private set; }

    public static EthereumError? Read(ReadOnlySpan<byte> utf8, KeystoreLimits limits, out KeystoreContent? content)
    {
        content = null;
        if (utf8.Length > limits.MaxSize || !StrictJson.TryParseElement(utf8, out var root) || root.ValueKind != JsonValueKind.Object
            || !TryGetInteger(root, "version", out var version))
        {
            return Malformed;
        }

        if (version != 3)
        {
            return Unsupported;
        }

        // The definition says "crypto"; geth's first files, and what took after them, have "Crypto".
        if (root.TryGetProperty("crypto"u8, out var crypto) == root.TryGetProperty("Crypto"u8, out var older))
        {
            return Malformed;
        }

        content = new KeystoreContent();
        return content.ReadAddress(root) ?? content.ReadCrypto(crypto.ValueKind == JsonValueKind.Undefined ? older : crypto, limits);
    }

    public void Derive(ReadOnlySpan<byte> passphrase, Span<byte> derived)
    {
        if (_iterations > 0)
        {
            Pbkdf2.HmacSha256.DeriveKey(passphrase, _salt, _iterations, derived);
        }
        else
        {
            Scrypt.DeriveKey(passphrase, _salt, _cost, _blockSize, _parallelism, derived, allowAnyCost: true);
        }
    }

    private static bool TryGetText(JsonElement element, string name, [NotNullWhen(true)] out string? text)
    {
        text = element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        return text is not null;
    }

    private static bool TryGetBytes(JsonElement element, string name, int minSize, int maxSize, out byte[] bytes)
    {
        bytes = [];
        if (!TryGetText(element, name, out var text))
        {
            return false;
        }

        var digits = text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        if (digits.Length < 2 * minSize || digits.Length > 2 * maxSize)
        {
            return false;
        }

        bytes = new byte[digits.Length / 2];
        return Hex.TryDecode(digits, bytes, out var written) && written == bytes.Length;
    }

    private static bool TryGetInteger(JsonElement element, string name, out int value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found)
            && found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out value);
    }

    private EthereumError? ReadAddress(JsonElement root)
    {
        if (!root.TryGetProperty("address"u8, out var address))
        {
            return null;
        }

        if (!TryGetBytes(root, "address", Ethereum.Address.Size, Ethereum.Address.Size, out var bytes))
        {
            // Wallets that do not tell the address write an empty text.
            return address.ValueKind == JsonValueKind.String && address.ValueEquals("") ? null : Malformed;
        }

        Address = new Address(bytes);
        return null;
    }

    private EthereumError? ReadCrypto(JsonElement crypto, KeystoreLimits limits)
    {
        if (!TryGetText(crypto, "cipher", out var cipher) || !TryGetText(crypto, "kdf", out var kdf)
            || !TryGetBytes(crypto, "mac", Keccak.Size, Keccak.Size, out var mac)
            || !TryGetBytes(crypto, "ciphertext", DerivedSize, DerivedSize, out var ciphertext)
            || !crypto.TryGetProperty("cipherparams"u8, out var cipherParameters)
            || !TryGetBytes(cipherParameters, "iv", AesCbc.IvSize, AesCbc.IvSize, out var iv)
            || !crypto.TryGetProperty("kdfparams"u8, out var parameters)
            || !TryGetBytes(parameters, "salt", 0, MaxSaltSize, out _salt)
            || !TryGetInteger(parameters, "dklen", out var size))
        {
            return Malformed;
        }

        (Mac, Ciphertext, Iv) = (mac, ciphertext, iv);
        return cipher != "aes-128-ctr" || size != DerivedSize ? Unsupported : kdf switch
        {
            "scrypt" => ReadScrypt(parameters, limits),
            "pbkdf2" => ReadPbkdf2(parameters, limits),
            _ => Unsupported,
        };
    }

    private EthereumError? ReadScrypt(JsonElement parameters, KeystoreLimits limits)
    {
        if (!TryGetInteger(parameters, "n", out _cost) || !TryGetInteger(parameters, "r", out _blockSize)
            || !TryGetInteger(parameters, "p", out _parallelism))
        {
            return Malformed;
        }

        if (_cost < 2 || !int.IsPow2(_cost) || _blockSize < 1 || _parallelism < 1)
        {
            return Malformed;
        }

        var memory = (UInt128)128 * (uint)_blockSize * ((uint)_cost + (UInt128)(uint)_parallelism);
        var work = (UInt128)(uint)_cost * (uint)_blockSize * (uint)_parallelism;
        return memory > (UInt128)Math.Min(limits.MaxMemory, Scrypt.MaxMemory) || work > (UInt128)limits.MaxWork ? TooCostly : null;
    }

    private EthereumError? ReadPbkdf2(JsonElement parameters, KeystoreLimits limits)
    {
        if (!TryGetText(parameters, "prf", out var function) || !TryGetInteger(parameters, "c", out _iterations))
        {
            return Malformed;
        }

        return function != "hmac-sha256" ? Unsupported : _iterations < 1 || _iterations > limits.MaxIterations ? TooCostly : null;
    }
}
