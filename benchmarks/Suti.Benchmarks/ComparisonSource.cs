// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>A group of comparisons and what they need while they run. Nothing costly happens before one runs.</summary>
internal abstract class ComparisonSource : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    public abstract IEnumerable<Comparison> Comparisons { get; }

    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    /// <summary>Has <paramref name="resource"/> disposed with this source.</summary>
    protected T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }
}
