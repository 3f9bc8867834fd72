// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Knows the documents that describe types of SD-JWT VCs (draft-ietf-oauth-sd-jwt-vc, "Retrieving Type Metadata").</summary>
public interface ITypeMetadataSource
{
    /// <summary>The document of a type, byte for byte; null when it is not known here.</summary>
    /// <param name="vct">The type.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SutiException"><see cref="CredentialErrorCodes.NotFetched"/>.</exception>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string vct, CancellationToken cancellationToken);
}
