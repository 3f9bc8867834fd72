// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Suti.Agent;

/// <summary>Reads root keys from where an operator keeps them: 32 bytes, or their 64 hexadecimal digits.</summary>
internal static class RootKeyBytes
{
    private const int Size = 32;
    private const int MaxFileSize = 256;

    internal static RawRootKey ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new SutiException(RecordErrorCodes.RootKeyMissing, $"There is no root key at {path}.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
        {
            throw new SutiException(
                RecordErrorCodes.RootKeyInvalid, $"Others than its owner can use the root key at {path}: give it the mode 0600.");
        }

        using var file = File.OpenRead(path);
        if (file.Length > MaxFileSize)
        {
            throw Malformed();
        }

        var bytes = new byte[file.Length];
        try
        {
            file.ReadExactly(bytes);
            return bytes.Length == Size ? new(bytes) : Parse(Encoding.UTF8.GetString(bytes));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    internal static RawRootKey ReadEnvironment(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? Parse(text)
            : throw new SutiException(RecordErrorCodes.RootKeyMissing, $"The environment variable {variable} holds no root key.");

    private static RawRootKey Parse(string text)
    {
        Span<byte> key = stackalloc byte[Size];
        var digits = text.AsSpan().Trim();
        try
        {
            return digits.Length == 2 * Size
                && Convert.FromHexString(digits, key, out _, out var written) == System.Buffers.OperationStatus.Done
                && written == Size
                ? new(key)
                : throw Malformed();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static SutiException Malformed() =>
        new(RecordErrorCodes.RootKeyInvalid, "A root key is 32 bytes, or 64 hexadecimal digits.");
}
