// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Suti.Agent;

/// <summary>Reads the entries of an archive. What it gives was authenticated; that nothing is missing shows at the end.</summary>
internal sealed class ArchiveReader(Stream source, ArchiveCipher cipher) : IDisposable
{
    private const int MaxEntry = 1 << 30;

    private byte[] _chunk = [];
    private int _position;
    private bool _isLast;

    internal static async ValueTask<byte[]> ReadHeaderAsync(Stream source, CancellationToken cancellationToken)
    {
        var header = new byte[ArchiveCipher.HeaderSize];
        await FillAsync(source, header, cancellationToken).ConfigureAwait(false);
        return header;
    }

    /// <summary>The next entry; null when the archive ends, and all of it was there.</summary>
    internal async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_position == _chunk.Length && !await NextChunkAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var length = new byte[sizeof(int)];
        await TakeAsync(length, cancellationToken).ConfigureAwait(false);
        var size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size is < 0 or > MaxEntry)
        {
            throw ArchiveCipher.Invalid("An entry of the archive is not valid.");
        }

        var entry = new byte[size];
        await TakeAsync(entry, cancellationToken).ConfigureAwait(false);
        return entry;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_chunk);

    private async ValueTask TakeAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (destination.Length > 0)
        {
            if (_position == _chunk.Length && !await NextChunkAsync(cancellationToken).ConfigureAwait(false))
            {
                throw ArchiveCipher.Invalid("An entry of the archive is not complete.");
            }

            var count = Math.Min(destination.Length, _chunk.Length - _position);
            _chunk.AsMemory(_position, count).CopyTo(destination);
            _position += count;
            destination = destination[count..];
        }
    }

    private async ValueTask<bool> NextChunkAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (_isLast)
            {
                // Nothing may follow what was authenticated as the end.
                return await source.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) == 0
                    ? false
                    : throw ArchiveCipher.Invalid("Something follows the end of the archive.");
            }

            var head = new byte[sizeof(uint)];
            await FillAsync(source, head, cancellationToken).ConfigureAwait(false);
            var value = BinaryPrimitives.ReadUInt32LittleEndian(head);
            var size = value & ~ArchiveWriter.LastFlag;
            if (size > ArchiveCipher.MaxChunk)
            {
                throw ArchiveCipher.Invalid("A chunk of the archive is not valid.");
            }

            var whole = new byte[size + ArchiveCipher.TagSize];
            await FillAsync(source, whole, cancellationToken).ConfigureAwait(false);
            CryptographicOperations.ZeroMemory(_chunk);
            _isLast = (value & ArchiveWriter.LastFlag) != 0;
            _chunk = cipher.Open(whole, _isLast);
            _position = 0;
        }
        while (_chunk.Length == 0);

        return true;
    }

    private static async ValueTask FillAsync(Stream source, byte[] bytes, CancellationToken cancellationToken)
    {
        if (await source.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < bytes.Length)
        {
            throw ArchiveCipher.Invalid("The archive is cut off.");
        }
    }
}
