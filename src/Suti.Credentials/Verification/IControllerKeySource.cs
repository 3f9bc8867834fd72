// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Credentials;

/// <summary>Knows the keys of issuers and holders that are named by a URL instead of a DID.</summary>
public interface IControllerKeySource
{
    /// <summary>The keys of a controller for a purpose; null when it is not known here.</summary>
    /// <param name="controller">The URL of the issuer or holder.</param>
    /// <param name="relationship">What the keys are used for.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    ValueTask<IReadOnlyList<ControllerKey>?> FindAsync(
        string controller, VerificationRelationship relationship, CancellationToken cancellationToken);
}
