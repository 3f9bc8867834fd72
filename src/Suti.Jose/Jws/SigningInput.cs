// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Jose;

/// <summary>
/// What was signed, kept where it already lies: the front of a compact token (ASCII), or bytes that belong together
/// (RFC 7515 §5.1 step 8, RFC 7797 §3).
/// </summary>
internal readonly struct SigningInput
{
    private readonly ReadOnlyMemory<char> _text;
    private readonly ReadOnlyMemory<byte> _head;
    private readonly ReadOnlyMemory<byte> _tail;

    /// <summary>The front of a compact token that is known to be ASCII.</summary>
    public SigningInput(ReadOnlyMemory<char> text) => _text = text;

    /// <summary>Encoded header, period, payload as signed.</summary>
    public SigningInput(ReadOnlyMemory<byte> encodedHeader, ReadOnlyMemory<byte> payload)
    {
        _head = encodedHeader;
        _tail = payload;
        HasPeriod = true;
    }

    public int Length => _text.Length + _head.Length + _tail.Length + (HasPeriod ? 1 : 0);

    private bool HasPeriod { get; }

    /// <summary>Writes the whole input; the destination has exactly <see cref="Length"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        if (!HasPeriod)
        {
            Encoding.ASCII.GetBytes(_text.Span, destination);
            return;
        }

        _head.Span.CopyTo(destination);
        destination[_head.Length] = (byte)'.';
        _tail.Span.CopyTo(destination[(_head.Length + 1)..]);
    }
}
