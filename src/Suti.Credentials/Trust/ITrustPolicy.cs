// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Whose credentials a verifier accepts, as one of the checks. Several are put together by <see cref="TrustPolicies"/>.</summary>
public interface ITrustPolicy
{
    /// <summary>Judges the issuer of a credential whose signature was verified.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="now">The time to judge for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null when it is accepted, else why not.</returns>
    ValueTask<TrustObjection?> ObjectAsync(Credential credential, DateTimeOffset now, CancellationToken cancellationToken);
}
