// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Security.Cryptography;

namespace Suti.AspNetCore;

/// <summary>A growing buffer from the pool. It is cleared before it goes back: a result may be an exported key.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _written;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _written);

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    public void Dispose()
    {
        Return(_bytes, _written);
        (_bytes, _written) = ([], 0);
    }

    private static void Return(byte[] bytes, int written)
    {
        CryptographicOperations.ZeroMemory(bytes.AsSpan(0, written));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - _written >= Math.Max(size, 256))
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _written + Math.Max(size, 256)));
        _bytes.AsSpan(0, _written).CopyTo(larger);
        Return(_bytes, _written);
        _bytes = larger;
    }
}
