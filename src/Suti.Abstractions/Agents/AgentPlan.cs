// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// What the plugins of an agent bring and need. It is checked as a whole when the agent is built, so that one message names
/// every problem.
/// </summary>
public sealed class AgentPlan
{
    private readonly Dictionary<(string Kind, string Name), string> _claims = [];
    private readonly List<(string Kind, string? Name, string NeededBy, string Advice)> _requirements = [];
    private readonly List<AgentCapability> _capabilities = [];
    private readonly Dictionary<string, string> _leftOut = new(StringComparer.Ordinal);
    private readonly List<RecordKind> _recordKinds = [];
    private readonly List<string> _problems = [];

    /// <summary>The capabilities, in the order they were added.</summary>
    public IReadOnlyList<AgentCapability> Capabilities => _capabilities;

    /// <summary>The operations that a configuration left out, and what brings each of them.</summary>
    public IReadOnlyDictionary<string, string> LeftOut => _leftOut;

    /// <summary>The kinds of records the plugins keep.</summary>
    public IReadOnlyList<RecordKind> RecordKinds => _recordKinds;

    /// <summary>
    /// Claims a name for one plugin, such as the DID method <c>web</c>. A second claim of the same name is a problem.
    /// </summary>
    /// <param name="kind">What is claimed, in words: <c>DID method</c>.</param>
    /// <param name="name">The name that is claimed.</param>
    /// <param name="owner">What claims it, as a user knows it: <c>AddDidWeb()</c>.</param>
    public void Claim(string kind, string name, string owner)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        if (!_claims.TryAdd((kind, name), owner))
        {
            _problems.Add($"The {kind} \"{name}\" is claimed twice, by {_claims[(kind, name)]} and by {owner}.");
        }
    }

    /// <summary>Whether something claimed the name.</summary>
    public bool IsClaimed(string kind, string name) => _claims.ContainsKey((kind, name));

    /// <summary>The names that are claimed of a kind.</summary>
    public IEnumerable<string> GetClaims(string kind) =>
        _claims.Keys.Where(claim => claim.Kind == kind).Select(static claim => claim.Name).Order(StringComparer.Ordinal);

    /// <summary>Says that something must be claimed by the time the agent is built.</summary>
    /// <param name="kind">What is needed, as in <see cref="Claim"/>.</param>
    /// <param name="name">The name that is needed, or null for any of that kind.</param>
    /// <param name="neededBy">What needs it, as a user knows it.</param>
    /// <param name="advice">What to do about it.</param>
    public void Require(string kind, string? name, string neededBy, string advice)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentException.ThrowIfNullOrEmpty(neededBy);
        ArgumentException.ThrowIfNullOrEmpty(advice);
        _requirements.Add((kind, name, neededBy, advice));
    }

    /// <summary>Adds a capability. Its interface and the names of its operations must be free.</summary>
    public void AddCapability(AgentCapability capability, string owner)
    {
        ArgumentNullException.ThrowIfNull(capability);
        Claim("capability", capability.InterfaceType.Name, owner);
        foreach (var operation in capability.Operations)
        {
            Claim("operation", operation.Name, owner);
        }

        _capabilities.Add(capability);
    }

    /// <summary>Says that a capability is not there because of what is configured. Whoever calls one of its operations is told what brings it.</summary>
    /// <param name="capability">The capability.</param>
    /// <param name="advice">What brings it, as a sentence.</param>
    public void LeaveOut(AgentCapability capability, string advice)
    {
        ArgumentNullException.ThrowIfNull(capability);
        ArgumentException.ThrowIfNullOrEmpty(advice);
        foreach (var operation in capability.Operations)
        {
            _leftOut[operation.Name] = advice;
        }
    }

    /// <summary>Adds a kind of records. Adding the same kind twice is fine, two kinds of one name are not.</summary>
    public void AddRecordKind(RecordKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (_recordKinds.Find(other => other.Name == kind.Name) is not { } known)
        {
            _recordKinds.Add(kind);
        }
        else if (!ReferenceEquals(known, kind))
        {
            _problems.Add($"The record kind \"{kind.Name}\" is declared twice.");
        }
    }

    /// <summary>Notes a problem, such as an option that cannot be.</summary>
    public void Report(string problem)
    {
        ArgumentException.ThrowIfNullOrEmpty(problem);
        _problems.Add(problem);
    }

    /// <summary>Checks the plan.</summary>
    /// <exception cref="SutiException">
    /// Something is wrong (<see cref="AgentErrorCodes.InvalidConfiguration"/>); the message names all of it.
    /// </exception>
    public void Check()
    {
        var missing = _requirements
            .Where(need => need.Name is null ? !_claims.Keys.Any(claim => claim.Kind == need.Kind) : !IsClaimed(need.Kind, need.Name))
            .Select(static need => need.Name is null
                ? $"{need.NeededBy} needs a {need.Kind}: {need.Advice}"
                : $"{need.NeededBy} needs the {need.Kind} \"{need.Name}\": {need.Advice}");
        var problems = _problems.Concat(missing).Distinct(StringComparer.Ordinal).ToArray();
        if (problems.Length > 0)
        {
            throw new SutiException(
                AgentErrorCodes.InvalidConfiguration,
                "The agent cannot be built. " + string.Join(' ', problems));
        }
    }
}
