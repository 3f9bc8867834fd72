// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>
/// The encryption of uPort's messages: a NaCl box from a key of its own to the recipient's key, over text padded to hide its length.
/// </summary>
public static class UportEncryption
{
    private const string Version = "x25519-xsalsa20-poly1305";
    private const int BlockSize = 64;
    private const int MaxSize = 1 << 20;

    /// <summary>Encrypts a text for the holder of a key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="recipient">The recipient's X25519 key.</param>
    /// <param name="random">Where the ephemeral key and the nonce come from; the system's source when null.</param>
    /// <returns>The message as JSON.</returns>
    public static string Encrypt(string text, PublicKey recipient, RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(recipient);
        using var ephemeral = PrivateKey.Generate(KeyType.X25519, random: random);
        var nonce = (random ?? RandomSource.System).GetBytes(SecretBox.NonceSize);
        var padded = Pad(text);
        try
        {
            var box = Box.Seal(ephemeral, recipient, nonce, padded);
            return Encoding.UTF8.GetString(JsonValues.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("version"u8, Version);
                writer.WriteString("nonce"u8, Convert.ToBase64String(nonce));
                writer.WriteString("ephemPublicKey"u8, Convert.ToBase64String(ephemeral.PublicKey.Raw));
                writer.WriteString("ciphertext"u8, Convert.ToBase64String(box));
                writer.WriteEndObject();
            }).Span);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }

    /// <summary>Decrypts a message that may come from anywhere.</summary>
    /// <param name="message">The message as JSON.</param>
    /// <param name="key">The recipient's X25519 key.</param>
    /// <param name="text">The text.</param>
    public static bool TryDecrypt(string message, PrivateKey key, [NotNullWhen(true)] out string? text)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(key);
        text = null;
        if (message.Length > MaxSize || !StrictJson.TryParseElement(Encoding.UTF8.GetBytes(message), out var json)
            || json.Text("version") != Version
            || !TryReadBytes(json, "nonce", out var nonce) || nonce.Length != SecretBox.NonceSize
            || !TryReadBytes(json, "ephemPublicKey", out var ephemeral) || !PublicKey.TryImport(KeyType.X25519, ephemeral, PublicKeyFormat.Raw, out var peer)
            || !TryReadBytes(json, "ciphertext", out var box)
            || !Box.TryOpen(key, peer, nonce, box, out var padded))
        {
            return false;
        }

        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(padded.AsSpan().TrimEnd((byte)0));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }

    /// <summary>Pads with zeros to a multiple of 64 characters, as uPort counts them: in UTF-16.</summary>
    internal static byte[] Pad(string text) =>
        Encoding.UTF8.GetBytes(text.PadRight((text.Length + BlockSize - 1) / BlockSize * BlockSize, '\0'));

    private static bool TryReadBytes(JsonElement json, string name, out byte[] bytes)
    {
        bytes = [];
        if (json.Text(name) is not { } text)
        {
            return false;
        }

        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length))
        {
            return false;
        }

        bytes = buffer[..length];
        return true;
    }
}
