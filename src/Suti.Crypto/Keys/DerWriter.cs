// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Writes DER from the end of a buffer to its front, so that the length of what a header encloses is known when it is
/// written, and secrets lie in this one buffer only.
/// </summary>
internal ref struct DerWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _start = buffer.Length;

    /// <summary>How much is written.</summary>
    public readonly int Length => _buffer.Length - _start;

    public readonly ReadOnlySpan<byte> Written => _buffer[_start..];

    /// <summary>Puts bytes before what is written.</summary>
    public void Prepend(scoped ReadOnlySpan<byte> bytes)
    {
        _start -= bytes.Length;
        bytes.CopyTo(_buffer[_start..]);
    }

    public void Prepend(byte value) => _buffer[--_start] = value;

    /// <summary>Encloses what was written since <see cref="Length"/> had the value <paramref name="since"/>.</summary>
    public void Enclose(byte tag, int since)
    {
        var length = Length - since;
        var bytes = 0;
        if (length < 0x80)
        {
            Prepend((byte)length);
        }
        else
        {
            for (var rest = length; rest > 0; rest >>= 8, bytes++)
            {
                Prepend((byte)rest);
            }

            Prepend((byte)(0x80 | bytes));
        }

        Prepend(tag);
    }

    /// <summary>Puts an integer that is not negative, given in any number of bytes, before what is written.</summary>
    public void PrependUnsigned(scoped ReadOnlySpan<byte> value)
    {
        var since = Length;
        value = value.TrimStart((byte)0);
        Prepend(value);
        if (value.IsEmpty || value[0] >= 0x80)
        {
            Prepend((byte)0);
        }

        Enclose(DerReader.Integer, since);
    }

    /// <summary>Puts a string of whole bytes before what is written.</summary>
    public void PrependBits(byte tag, scoped ReadOnlySpan<byte> value)
    {
        var since = Length;
        Prepend(value);
        Prepend((byte)0);
        Enclose(tag, since);
    }
}
