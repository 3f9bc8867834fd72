// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Finds the accreditations of somebody. What it finds is verified by who asks: a source need not be trusted.</summary>
public interface IAccreditationSource
{
    /// <summary>The accreditations about a holder, as tokens or as JSON; none when it knows none.</summary>
    /// <param name="holder">Who was accredited.</param>
    /// <param name="type">The type of credentials that it must be accredited for; a source may leave others out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SutiException">They could not be looked up.</exception>
    ValueTask<IReadOnlyList<string>> FindAsync(string holder, string type, CancellationToken cancellationToken);
}
