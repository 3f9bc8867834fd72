// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The sequences of emoji that names may have, as a tree of code points in which the mark of presentation may be left out.</summary>
internal sealed class EnsEmoji
{
    /// <summary>The variation selector that asks for a picture instead of text.</summary>
    public const int Presentation = 0xFE0F;

    private readonly Dictionary<long, int> _next = new(16384);
    private readonly List<int[]?> _ends = [null];

    public void Add(int[] sequence) => Add(0, sequence, 0);

    /// <summary>The longest sequence that the code points begin with, as it is written in full.</summary>
    public int[]? Match(ReadOnlySpan<int> codes, out int length)
    {
        length = 0;
        int[]? found = null;
        var node = 0;
        for (var index = 0; index < codes.Length && _next.TryGetValue(Key(node, codes[index]), out node); index++)
        {
            if (_ends[node] is { } end)
            {
                (found, length) = (end, index + 1);
            }
        }

        return found;
    }

    private static long Key(int node, int code) => ((long)node << 21) | (uint)code;

    private void Add(int node, int[] sequence, int index)
    {
        for (; index < sequence.Length; index++)
        {
            var code = sequence[index];
            if (code == Presentation)
            {
                Add(node, sequence, index + 1);
            }

            if (!_next.TryGetValue(Key(node, code), out var next))
            {
                next = _ends.Count;
                _ends.Add(null);
                _next.Add(Key(node, code), next);
            }

            node = next;
        }

        _ends[node] = sequence;
    }
}
