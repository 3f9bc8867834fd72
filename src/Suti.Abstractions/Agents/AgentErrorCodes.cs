// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The codes of <see cref="SutiException"/> that any agent may give.</summary>
public static class AgentErrorCodes
{
    /// <summary>The agent cannot be built as described; the message names every problem.</summary>
    public const string InvalidConfiguration = "agent.invalid-configuration";

    /// <summary>The agent lacks a capability.</summary>
    public const string CapabilityMissing = "agent.capability-missing";

    /// <summary>The agent has no operation of that name.</summary>
    public const string UnknownOperation = "agent.unknown-operation";

    /// <summary>A request does not fit its operation; the message begins with the JSON pointer of the place.</summary>
    public const string InvalidArgument = "agent.invalid-argument";
}
