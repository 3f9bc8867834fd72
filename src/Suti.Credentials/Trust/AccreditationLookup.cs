// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Accreditations that a function finds, such as in a registry. It is given the holder and the type.</summary>
/// <param name="find">The function.</param>
public sealed class AccreditationLookup(Func<string, string, CancellationToken, ValueTask<IReadOnlyList<string>>> find) : IAccreditationSource
{
    private readonly Func<string, string, CancellationToken, ValueTask<IReadOnlyList<string>>> _find = find ?? throw new ArgumentNullException(nameof(find));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> FindAsync(string holder, string type, CancellationToken cancellationToken) => _find(holder, type, cancellationToken);
}
