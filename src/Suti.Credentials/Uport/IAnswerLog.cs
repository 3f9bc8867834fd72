// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Remembers which requests were answered, so that each is answered once.</summary>
public interface IAnswerLog
{
    /// <summary>Notes that a request is answered. False when it was already.</summary>
    /// <param name="request">A name of the request that no other has.</param>
    /// <param name="until">When the request ends to be valid, and may be forgotten.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<bool> TryAddAsync(string request, DateTimeOffset until, CancellationToken cancellationToken = default);
}
