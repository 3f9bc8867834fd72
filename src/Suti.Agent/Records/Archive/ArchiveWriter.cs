// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Suti.Agent;

/// <summary>Writes entries into an archive, each with its length before it, cut into chunks.</summary>
internal sealed class ArchiveWriter(Stream destination, ArchiveCipher cipher) : IDisposable
{
    /// <summary>The highest bit of a chunk's length says that it is the last.</summary>
    internal const uint LastFlag = 0x8000_0000;

    private readonly byte[] _chunk = new byte[ArchiveCipher.MaxChunk];
    private int _length;

    internal ValueTask BeginAsync(CancellationToken cancellationToken) => destination.WriteAsync(cipher.Header, cancellationToken);

    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> entry, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, entry.Length);
        await AppendAsync(length, cancellationToken).ConfigureAwait(false);
        await AppendAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    internal async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(isLast: true, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_chunk);

    private async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            if (_length == _chunk.Length)
            {
                await FlushAsync(isLast: false, cancellationToken).ConfigureAwait(false);
            }

            var count = Math.Min(bytes.Length, _chunk.Length - _length);
            bytes[..count].CopyTo(_chunk.AsMemory(_length));
            _length += count;
            bytes = bytes[count..];
        }
    }

    private async ValueTask FlushAsync(bool isLast, CancellationToken cancellationToken)
    {
        var head = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)_length | (isLast ? LastFlag : 0));
        await destination.WriteAsync(head, cancellationToken).ConfigureAwait(false);
        await destination.WriteAsync(cipher.Seal(_chunk.AsSpan(0, _length), isLast), cancellationToken).ConfigureAwait(false);
        _length = 0;
    }
}
