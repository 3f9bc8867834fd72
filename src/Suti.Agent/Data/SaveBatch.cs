// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>What is kept together, each thing once.</summary>
internal sealed class SaveBatch
{
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly List<RecordChange> _changes = [];
    private readonly List<AgentEvent> _events = [];

    /// <summary>Whether it is the first attempt, which takes what it keeps for new: nearly always it is.</summary>
    public bool IsFirst { get; init; }

    public IReadOnlyList<RecordChange> Changes => _changes;

    public IReadOnlyList<AgentEvent> Events => _events;

    /// <summary>Whether the thing with this hash is new to the batch.</summary>
    public bool Begin(string hash) => _begun.Add(hash);

    public void Add(RecordChange change) => _changes.Add(change);

    public void Add(AgentEvent happened) => _events.Add(happened);
}
