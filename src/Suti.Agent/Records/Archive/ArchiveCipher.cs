// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Suti.Crypto;

namespace Suti.Agent;

/// <summary>
/// The encryption of an archive: a header with the cost and the salt of the passphrase, then chunks, each sealed with its
/// number and whether it is the last. So none can be changed, moved, left out or cut off at the end. XChaCha20-Poly1305 under
/// a key from Argon2id; docs/adr has the layout.
/// </summary>
internal sealed class ArchiveCipher : IDisposable
{
    internal const int MaxChunk = 1 << 16;
    internal const int HeaderSize = 8 + (3 * sizeof(int)) + SaltSize + PrefixSize;
    internal const int TagSize = 16;

    private const int SaltSize = 16;
    private const int PrefixSize = 19;

    /// <summary>The last byte is the version of the layout.</summary>
    private static readonly byte[] Magic = "SUTIARC\u0001"u8.ToArray();

    private static readonly AeadAlgorithm Aead = AeadAlgorithm.XChaCha20Poly1305;

    private readonly byte[] _key;
    private readonly byte[] _nonce = new byte[PrefixSize + sizeof(uint) + 1];
    private uint _number;

    private ArchiveCipher(byte[] header, byte[] key)
    {
        Header = header;
        _key = key;
        header.AsSpan(HeaderSize - PrefixSize).CopyTo(_nonce);
    }

    internal byte[] Header { get; }

    internal static ArchiveCipher Create(string passphrase, PassphraseCost cost, RandomSource random)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header, 0);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), cost.Passes);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), cost.MemoryInKibibytes);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), cost.Lanes);
        random.Fill(header.AsSpan(20));
        return new(header, DeriveKey(passphrase, header));
    }

    internal static ArchiveCipher Open(string passphrase, byte[] header)
    {
        if (!header.AsSpan(0, Magic.Length - 1).SequenceEqual(Magic.AsSpan(0, Magic.Length - 1)))
        {
            throw Invalid("This is no archive.");
        }

        return header[Magic.Length - 1] == Magic[^1]
            ? new(header, DeriveKey(passphrase, header))
            : throw new SutiException(RecordErrorCodes.SchemaNewer, "The archive has a layout that this program does not know.");
    }

    /// <summary>Seals the next chunk; the result is the ciphertext and its tag.</summary>
    internal byte[] Seal(ReadOnlySpan<byte> chunk, bool isLast)
    {
        var whole = new byte[chunk.Length + TagSize];
        Aead.Encrypt(_key, NextNonce(isLast), Header, chunk, whole.AsSpan(0, chunk.Length), whole.AsSpan(chunk.Length));
        return whole;
    }

    /// <summary>Opens the next chunk.</summary>
    internal byte[] Open(ReadOnlySpan<byte> whole, bool isLast)
    {
        var chunk = new byte[whole.Length - TagSize];
        return Aead.TryDecrypt(_key, NextNonce(isLast), Header, whole[..chunk.Length], whole[chunk.Length..], chunk, out _)
            ? chunk
            : throw Invalid("The archive was changed, or the passphrase is not its own.");
    }

    internal static SutiException Invalid(string message) => new(RecordErrorCodes.ArchiveInvalid, message);

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private static byte[] DeriveKey(string passphrase, ReadOnlySpan<byte> header)
    {
        var (passes, memory, lanes) = (
            BinaryPrimitives.ReadInt32LittleEndian(header[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[16..]));

        // The numbers come from the file, and are not authenticated yet: they must not exhaust the machine.
        if (passes is < 1 or > 64 || lanes is < 1 or > 64 || memory < 8 * lanes || memory > 1 << 20)
        {
            throw Invalid("The header of the archive is not valid.");
        }

        var bytes = Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC));
        try
        {
            return Argon2id.DeriveKey(bytes, header.Slice(20, SaltSize), passes, memory, lanes, Aead.KeySize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private byte[] NextNonce(bool isLast)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_nonce.AsSpan(PrefixSize), checked(_number++));
        _nonce[^1] = isLast ? (byte)1 : (byte)0;
        return _nonce;
    }
}
