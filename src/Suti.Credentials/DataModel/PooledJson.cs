// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// A writer of JSON with its buffer, which each thread keeps for the next one. A writer within a writer takes a second one. What was
/// written is cleared before it is kept.
/// </summary>
internal sealed class PooledJson : IDisposable
{
    /// <summary>More than this is not kept: one large document would stay in memory for ever.</summary>
    private const int MaxKept = 64 << 10;

    [ThreadStatic]
    private static PooledJson? _free;

    private readonly ArrayBufferWriter<byte> _buffer = new(2048);

    private PooledJson() => Writer = new Utf8JsonWriter(_buffer, JsonValues.WriterOptions);

    /// <summary>The writer.</summary>
    public Utf8JsonWriter Writer { get; }

    public static PooledJson Rent()
    {
        var rented = _free ?? new PooledJson();
        _free = null;
        return rented;
    }

    /// <summary>What was written. It is gone when this is given back.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        Writer.Flush();
        return _buffer.WrittenSpan;
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        _buffer.Clear();
        if (_buffer.Capacity <= MaxKept)
        {
            Writer.Reset(_buffer);
            _free = this;
        }
        else
        {
            Writer.Dispose();
        }
    }
}
