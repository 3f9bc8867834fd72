// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>Writes keystores (Web3 Secret Storage Definition, version 3).</summary>
internal static class KeystoreWriter
{
    private const int DerivedSize = 32;
    private const int CipherKeySize = 16;
    private const int BlockSize = 8;
    private const int Parallelism = 1;

    public static byte[] Write(ReadOnlySpan<byte> secret, Address address, ReadOnlySpan<byte> passphrase, KeystoreCost cost, RandomSource random)
    {
        var salt = new byte[DerivedSize];
        var iv = new byte[AesCbc.IvSize];
        var id = new byte[16];
        random.Fill(salt);
        random.Fill(iv);
        random.Fill(id);
        Span<byte> derived = stackalloc byte[DerivedSize];
        Span<byte> input = stackalloc byte[CipherKeySize + DerivedSize];
        try
        {
            if (cost.Iterations > 0)
            {
                Pbkdf2.HmacSha256.DeriveKey(passphrase, salt, cost.Iterations, derived);
            }
            else
            {
                Scrypt.DeriveKey(passphrase, salt, cost.ScryptCost, BlockSize, Parallelism, derived, allowAnyCost: true);
            }

            var ciphertext = secret.ToArray();
            Keystore.ApplyCtr(derived[..CipherKeySize], iv, ciphertext);
            derived[CipherKeySize..].CopyTo(input);
            ciphertext.CopyTo(input[CipherKeySize..]);
            return Write(address, new Guid(id, bigEndian: true), cost, salt, iv, ciphertext, Keccak.Hash(input));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
            CryptographicOperations.ZeroMemory(input);
        }
    }

    private static byte[] Write(Address address, Guid id, KeystoreCost cost, byte[] salt, byte[] iv, byte[] ciphertext, byte[] mac)
    {
        // RFC 9562 §5.4: version 4 and the variant, over random bits.
        var name = id.ToString("D", CultureInfo.InvariantCulture).ToCharArray();
        name[14] = '4';
        name[19] = "89ab"[Convert.ToInt32(name[19].ToString(), 16) & 3];
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("address"u8, Hex.Encode(address.ToBytes()));
            writer.WriteStartObject("crypto"u8);
            writer.WriteString("cipher"u8, "aes-128-ctr"u8);
            writer.WriteString("ciphertext"u8, Hex.Encode(ciphertext));
            writer.WriteStartObject("cipherparams"u8);
            writer.WriteString("iv"u8, Hex.Encode(iv));
            writer.WriteEndObject();
            writer.WriteString("kdf"u8, cost.Iterations > 0 ? "pbkdf2"u8 : "scrypt"u8);
            writer.WriteStartObject("kdfparams"u8);
            writer.WriteNumber("dklen"u8, DerivedSize);
            if (cost.Iterations > 0)
            {
                writer.WriteNumber("c"u8, cost.Iterations);
                writer.WriteString("prf"u8, "hmac-sha256"u8);
            }
            else
            {
                writer.WriteNumber("n"u8, cost.ScryptCost);
                writer.WriteNumber("p"u8, Parallelism);
                writer.WriteNumber("r"u8, BlockSize);
            }

            writer.WriteString("salt"u8, Hex.Encode(salt));
            writer.WriteEndObject();
            writer.WriteString("mac"u8, Hex.Encode(mac));
            writer.WriteEndObject();
            writer.WriteString("id"u8, new string(name));
            writer.WriteNumber("version"u8, 3);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
