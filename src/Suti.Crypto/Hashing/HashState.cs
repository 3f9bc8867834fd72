// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A hash that is computed piece by piece; made by <see cref="HashFunction.Start"/>. Not for use by two threads at once.</summary>
public abstract class HashState : IDisposable
{
    private bool _finished;

    private protected HashState(HashFunction function) => Function = function;

    /// <summary>The function that is computed.</summary>
    public HashFunction Function { get; }

    /// <summary>Adds <paramref name="data"/> to what is hashed.</summary>
    /// <exception cref="InvalidOperationException">The hash was already taken.</exception>
    public void Append(ReadOnlySpan<byte> data)
    {
        RequireOpen();
        AppendCore(data);
    }

    /// <summary>Writes the hash of all that was added, and ends the computation.</summary>
    /// <exception cref="ArgumentException">The destination has another size than the hash.</exception>
    /// <exception cref="InvalidOperationException">The hash was already taken.</exception>
    public void Finish(Span<byte> hash)
    {
        RequireOpen();
        if (hash.Length != Function.HashSize)
        {
            throw new ArgumentException($"A {Function.Name} hash takes exactly {Function.HashSize} bytes.", nameof(hash));
        }

        _finished = true;
        FinishCore(hash);
    }

    /// <summary>The hash of all that was added; ends the computation.</summary>
    /// <exception cref="InvalidOperationException">The hash was already taken.</exception>
    public byte[] Finish()
    {
        var hash = new byte[Function.HashSize];
        Finish(hash);
        return hash;
    }

    /// <summary>Clears what was hashed so far.</summary>
    public void Dispose()
    {
        _finished = true;
        ClearCore();
        GC.SuppressFinalize(this);
    }

    private protected abstract void AppendCore(ReadOnlySpan<byte> data);

    private protected abstract void FinishCore(Span<byte> hash);

    private protected abstract void ClearCore();

    private void RequireOpen()
    {
        if (_finished)
        {
            throw new InvalidOperationException("The hash was already taken.");
        }
    }
}
