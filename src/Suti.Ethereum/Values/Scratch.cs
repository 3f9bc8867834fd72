// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Security.Cryptography;

namespace Suti.Ethereum;

/// <summary>Working memory for one call: the caller's stack when it is enough, else rented. It is cleared at the end.</summary>
internal readonly ref struct Scratch
{
    private readonly byte[]? _rented;

    public Scratch(int size, Span<byte> stack)
    {
        if (size > stack.Length)
        {
            _rented = ArrayPool<byte>.Shared.Rent(size);
            stack = _rented;
        }

        Span = stack[..size];
    }

    public Span<byte> Span { get; }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(Span);
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
