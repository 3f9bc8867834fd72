// SPDX-License-Identifier: Apache-2.0

namespace Suti.Cli;

/// <summary>One line that tells how far long work is, where a person watches. It is gone when the work is done.</summary>
internal sealed class ProgressLine(Terminal terminal, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private long _last = clock.GetTimestamp();
    private int _width;

    /// <summary>Tells, now and then, however often it is called.</summary>
    public void Report(Func<string> text)
    {
        if (!terminal.IsErrorTerminal || clock.GetElapsedTime(_last) < Interval)
        {
            return;
        }

        _last = clock.GetTimestamp();
        var line = text();
        terminal.Error.Write('\r' + line.PadRight(_width));
        terminal.Error.Flush();
        _width = line.Length;
    }

    public void Dispose()
    {
        if (_width > 0)
        {
            terminal.Error.Write('\r' + new string(' ', _width) + '\r');
            terminal.Error.Flush();
        }
    }
}
