// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Suti;

/// <summary>The operations of an agent, by name.</summary>
public sealed class AgentOperationTable : IReadOnlyCollection<AgentOperation>
{
    private readonly FrozenDictionary<string, AgentOperation> _byName;
    private readonly AgentOperation[] _ordered;

    private readonly IReadOnlyDictionary<string, string>? _leftOut;

    /// <summary>Creates the table.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="leftOut">What brings operations that are not in the table, by their names: <see cref="AgentPlan.LeftOut"/>.</param>
    /// <exception cref="ArgumentException">Two operations have the same name.</exception>
    public AgentOperationTable(IEnumerable<AgentOperation> operations, IReadOnlyDictionary<string, string>? leftOut = null)
    {
        ArgumentNullException.ThrowIfNull(operations);
        _leftOut = leftOut;
        _ordered = [.. operations.OrderBy(static operation => operation.Name, StringComparer.Ordinal)];
        for (var index = 1; index < _ordered.Length; index++)
        {
            if (_ordered[index].Name == _ordered[index - 1].Name)
            {
                throw new ArgumentException($"There are two operations \"{_ordered[index].Name}\".", nameof(operations));
            }
        }

        _byName = _ordered.ToFrozenDictionary(static operation => operation.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public int Count => _ordered.Length;

    /// <summary>Finds an operation.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out AgentOperation operation) => _byName.TryGetValue(name, out operation);

    /// <summary>The refusal of a name that is not in the table: that it is not, and what would bring it, where that is known.</summary>
    public SutiException NotFound(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var message = $"This agent has no operation \"{name}\".";
        return new(AgentErrorCodes.UnknownOperation, _leftOut?.GetValueOrDefault(name) is { } advice ? $"{message} {advice}" : message);
    }

    /// <inheritdoc/>
    public IEnumerator<AgentOperation> GetEnumerator() => ((IEnumerable<AgentOperation>)_ordered).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
