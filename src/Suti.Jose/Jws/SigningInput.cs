// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Jose;

/// <summary>
/// What was signed, kept where it already lies: the front of a compact token (ASCII), or an encoded header and a payload that
/// are put together when they are needed (RFC 7515 §5.1 step 8, RFC 7797 §3).
/// </summary>
internal readonly struct SigningInput
{
    private readonly object _source;
    private readonly byte[]? _payload;
    private readonly int _length;

    /// <summary>The front of a compact token that is known to be ASCII.</summary>
    public SigningInput(string token, int length)
    {
        _source = token;
        _length = length;
    }

    /// <summary>Encoded header, period, payload as signed.</summary>
    public SigningInput(byte[] encodedHeader, byte[] payload)
    {
        _source = encodedHeader;
        _payload = payload;
        _length = encodedHeader.Length + 1 + payload.Length;
    }

    public int Length => _length;

    /// <summary>Writes the whole input; the destination has exactly <see cref="Length"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        if (_payload is null)
        {
            Encoding.ASCII.GetBytes(((string)_source).AsSpan(0, _length), destination);
            return;
        }

        var header = (byte[])_source;
        header.CopyTo(destination);
        destination[header.Length] = (byte)'.';
        _payload.CopyTo(destination[(header.Length + 1)..]);
    }
}
