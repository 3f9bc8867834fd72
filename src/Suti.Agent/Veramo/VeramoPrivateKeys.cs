// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Agent;

/// <summary>The private keys of a Veramo database, opened: hexadecimal digits by the id of the key.</summary>
internal sealed class VeramoPrivateKeys
{
    private const int NonceSize = 24;

    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    public string? Find(string keyId) => _keys.GetValueOrDefault(keyId);

    public static async ValueTask<VeramoPrivateKeys> ReadAsync(
        VeramoDatabase database, ReadOnlyMemory<byte> secretKey, CancellationToken cancellationToken)
    {
        var keys = new VeramoPrivateKeys();
        await foreach (var row in database.ReadAsync("SELECT alias, \"privateKeyHex\" FROM \"private-key\"", cancellationToken).ConfigureAwait(false))
        {
            keys._keys[row.Text("alias")] = Open(row.Text("privateKeyHex"), secretKey.Span);
        }

        return keys;
    }

    private static string Open(string stored, ReadOnlySpan<byte> secretKey)
    {
        if (!Hex.TryDecode(stored, out var bytes))
        {
            throw Wrong();
        }

        if (secretKey.IsEmpty)
        {
            // Without a secret box Veramo keeps the digits as they are. A sealed one is longer than any key.
            return bytes.Length <= 2 * 32 ? stored : throw Wrong();
        }

        if (bytes.Length < NonceSize
            || !SecretBox.TryOpen(secretKey, bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize), out var content))
        {
            throw Wrong();
        }

        try
        {
            return Encoding.UTF8.GetString(content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static SutiException Wrong() => new(
        VeramoErrorCodes.WrongSecretKey, "The secret key is not the one that this database's private keys are sealed with. Nothing was imported.");
}
