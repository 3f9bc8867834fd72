// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Whose credentials a verifier accepts, as one of the checks.</summary>
public interface ITrustPolicy
{
    /// <summary>Judges the issuer of a credential whose signature was verified.</summary>
    /// <returns>Null when it is accepted, else a short word for why not.</returns>
    ValueTask<string?> ObjectAsync(Credential credential, CancellationToken cancellationToken);
}
