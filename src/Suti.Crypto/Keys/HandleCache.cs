// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Keeps an open handle of the platform for a key, since opening one costs more than using it. A handle serves one
/// caller at a time; one who finds it taken opens another.
/// </summary>
internal sealed class HandleCache<T>(Func<T> open) : IDisposable
    where T : class, IDisposable
{
    private T? _idle;
    private bool _disposed;

    public T Take() => Interlocked.Exchange(ref _idle, null) ?? open();

    public void Return(T handle)
    {
        Interlocked.Exchange(ref _idle, handle)?.Dispose();
        if (Volatile.Read(ref _disposed))
        {
            Interlocked.Exchange(ref _idle, null)?.Dispose();
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        Interlocked.Exchange(ref _idle, null)?.Dispose();
    }
}
