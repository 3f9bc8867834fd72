// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Where an agent keeps the credentials and presentations that it is asked to save.</summary>
public interface ICredentialStore
{
    /// <summary>Keeps a credential.</summary>
    ValueTask SaveAsync(VerifiableCredential credential, CancellationToken cancellationToken = default);

    /// <summary>Keeps a presentation, and the credentials in it.</summary>
    ValueTask SaveAsync(VerifiablePresentation presentation, CancellationToken cancellationToken = default);
}
