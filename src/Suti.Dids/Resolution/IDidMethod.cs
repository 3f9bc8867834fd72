// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>
/// A DID method: what is behind <c>did:name:</c>. Implement this to add one.
/// </summary>
public interface IDidMethod
{
    /// <summary>The name of the method, such as <c>web</c>.</summary>
    string Name { get; }

    /// <summary>Whether the document follows from the DID alone. Such documents never change and need no time limit.</summary>
    bool IsOffline => false;

    /// <summary>Whether earlier versions can be asked for.</summary>
    bool SupportsVersions => false;

    /// <summary>How long a document may be kept, unless the resolver's options say otherwise.</summary>
    TimeSpan TimeToLive => TimeSpan.FromMinutes(5);

    /// <summary>
    /// Resolves a DID of this method. An exception is answered by the resolver with <see cref="DidErrorCodes.InternalError"/>.
    /// </summary>
    ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken);
}
