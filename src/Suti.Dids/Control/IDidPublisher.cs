// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A DID method whose DIDs are files on a web server.</summary>
public interface IDidPublisher
{
    /// <summary>The name of the method, such as <c>web</c>.</summary>
    string Name { get; }

    /// <summary>The file that must be there for the DID to resolve as its controller keeps it.</summary>
    DidFile GetFile(ControlledDid did);

    /// <summary>What the DID resolves to once its file is published. The controller need not ask the network for its own document.</summary>
    DidResolutionResult ResolveLocally(ControlledDid did);
}
