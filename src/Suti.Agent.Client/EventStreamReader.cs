// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;

namespace Suti.Agent.Client;

/// <summary>
/// Reads server-sent events (HTML §9.2). Who sends a line or an event without end is cut off before it fills the memory, and who is silent for longer
/// than the heartbeat of an agent allows is taken for gone: a connection can be lost without either side being told.
/// </summary>
internal sealed class EventStreamReader(Stream stream, CancellationTokenSource silence, TimeSpan longestSilence)
{
    private const int MaxLength = 1 << 20;

    private readonly byte[] _buffer = new byte[8 << 10];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;

    /// <summary>The next event; null at the end of the stream.</summary>
    /// <exception cref="IOException">A line or an event is too long.</exception>
    public async ValueTask<(string Name, string Data)?> ReadAsync()
    {
        string? name = null;
        var data = new StringBuilder();
        while (await ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                if (name is not null)
                {
                    return (name, data.ToString());
                }

                data.Clear();
            }
            else if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                name = line[6..].Trim();
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data.Append(data.Length > 0 ? "\n" : "").Append(line.AsSpan(5).TrimStart(' '));
                RequireLength(data.Length);
            }
        }

        return null;
    }

    private static void RequireLength(int length)
    {
        if (length > MaxLength)
        {
            throw new IOException("An event is too long.");
        }
    }

    private async ValueTask<string?> ReadLineAsync()
    {
        _line.ResetWrittenCount();
        while (true)
        {
            var rest = _buffer.AsMemory(_start, _end - _start);
            var length = rest.Span.IndexOf((byte)'\n');
            _line.Write(rest.Span[..(length < 0 ? rest.Length : length)]);
            RequireLength(_line.WrittenCount);
            if (length >= 0)
            {
                _start += length + 1;
                return Encoding.UTF8.GetString(_line.WrittenSpan).TrimEnd('\r');
            }

            silence.CancelAfter(longestSilence);
            (_start, _end) = (0, await stream.ReadAsync(_buffer, silence.Token).ConfigureAwait(false));
            if (_end == 0)
            {
                return null;
            }
        }
    }
}
