// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>
/// Fetches what credentials point to: status lists, schemas, metadata. The addresses come from strangers, so that an implementation
/// must guard against addresses that are not public.
/// </summary>
public interface IResourceFetcher
{
    /// <summary>Fetches a resource.</summary>
    /// <param name="url">The address.</param>
    /// <param name="accept">The media types that are understood, best first.</param>
    /// <param name="maxSize">The bytes beyond which it is refused.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SutiException"><see cref="CredentialErrorCodes.NotFetched"/>.</exception>
    ValueTask<FetchedResource> FetchAsync(Uri url, IReadOnlyList<string> accept, int maxSize, CancellationToken cancellationToken);
}
