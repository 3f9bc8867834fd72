// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Room for a secret of a size known only at run time: on the stack when it fits, else rented; cleared either way.</summary>
internal readonly ref struct SecretBuffer
{
    private readonly byte[]? _rented;

    public SecretBuffer(Span<byte> stack, int size)
    {
        _rented = size > stack.Length ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span = (_rented ?? stack)[..size];
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
