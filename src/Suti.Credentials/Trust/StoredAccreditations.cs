// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The accreditations among the credentials that an agent keeps.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="claim">The claim of an accreditation: see <see cref="AccreditationOptions.Claim"/>.</param>
public sealed class StoredAccreditations(ICredentialStore store, string claim = AccreditationOptions.StandardClaim) : IAccreditationSource
{
    private readonly ICredentialStore _store = store ?? throw new ArgumentNullException(nameof(store));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> FindAsync(string holder, string type, CancellationToken cancellationToken)
    {
        var found = await _store.FindAsync(new RequestedClaim { ClaimType = claim }, holder, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(credential => credential.VerifiableCredential).Select(json =>
            json.ValueKind == System.Text.Json.JsonValueKind.String ? json.GetString()! : json.GetRawText())];
    }
}
