// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Suti.Crypto;

namespace Suti.Server;

/// <summary>Files that nobody but their owner may use.</summary>
public static class PrivateFiles
{
    private const int RootKeySize = 32;
    private const int MaxTextSize = 4096;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder for its owner alone. One that is there stays as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes the file of a root key, with a random key in hexadecimal digits, of the mode 0600 from its first moment.</summary>
    /// <exception cref="SutiException">The file is there already (<see cref="ConfigurationErrorCodes.Exists"/>).</exception>
    public static void CreateRootKey(string path, RandomSource? random = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var key = (random ?? RandomSource.System).GetBytes(RootKeySize);
        var digits = new byte[2 * RootKeySize];
        try
        {
            _ = Convert.TryToHexStringLower(key, digits, out _);
            Create(path, digits);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(digits);
        }
    }

    /// <summary>Makes a file. It is written through before this returns.</summary>
    /// <exception cref="SutiException">The file is there already (<see cref="ConfigurationErrorCodes.Exists"/>).</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            using var file = Open(path);
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new SutiException(ConfigurationErrorCodes.Exists, $"There is a file already: {path}. It was left as it is.", exception);
        }
    }

    /// <summary>Opens a new file of the mode 0600 for writing.</summary>
    /// <exception cref="IOException">There is a file already, or it cannot be made.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new(path, options);
    }

    /// <summary>Reads the text of a secret, without the end of its line.</summary>
    /// <exception cref="SutiException">
    /// It cannot be read, is too long (<see cref="ConfigurationErrorCodes.NotFound"/>), or others may read it (<see cref="ConfigurationErrorCodes.Invalid"/>).
    /// </exception>
    public static string ReadText(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
            {
                throw new SutiException(ConfigurationErrorCodes.Invalid, $"Others than its owner can use {path}: give it the mode 0600.");
            }

            using var file = File.OpenRead(path);
            if (file.Length > MaxTextSize)
            {
                throw new SutiException(ConfigurationErrorCodes.Invalid, $"{path} is too long for a secret.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var text = Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
            CryptographicOperations.ZeroMemory(bytes);
            return text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SutiException(ConfigurationErrorCodes.NotFound, $"The file of a secret cannot be read: {path}.", exception);
        }
    }
}
