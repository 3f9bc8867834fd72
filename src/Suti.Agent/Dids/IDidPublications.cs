// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Agent;

/// <summary>The files that make the DIDs of a space resolve, for a web server that is to publish them.</summary>
public interface IDidPublications
{
    /// <summary>Finds the file at an address.</summary>
    /// <param name="host">The host, with its port when it has one of its own: <c>example.com</c>, <c>localhost:7884</c>.</param>
    /// <param name="path">The path as it is asked for: <c>/.well-known/did.json</c>, <c>/people/alice/did.jsonl</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The file; null when no DID of the space is at this address.</returns>
    ValueTask<DidFile?> FindAsync(string host, string path, CancellationToken cancellationToken = default);
}
