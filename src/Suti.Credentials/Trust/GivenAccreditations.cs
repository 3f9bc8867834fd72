// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// Accreditations that are given, such as those that an issuer sends along or a federation publishes. They are sorted once by whom they are
/// about.
/// </summary>
public sealed class GivenAccreditations : IAccreditationSource
{
    private readonly ILookup<string, string> _byHolder;

    /// <summary>Takes accreditations, each a token or JSON. What cannot be read is left out.</summary>
    /// <param name="accreditations">The accreditations.</param>
    /// <param name="limits">How large one may be.</param>
    public GivenAccreditations(IEnumerable<string> accreditations, CredentialLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(accreditations);
        _byHolder = accreditations
            .SelectMany(text => HoldersOf(text, limits ?? CredentialLimits.Standard).Distinct(StringComparer.Ordinal).Select(holder => (Holder: holder, Text: text)))
            .ToLookup(pair => pair.Holder, pair => pair.Text, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> FindAsync(string holder, string type, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<string>>([.. _byHolder[holder]]);

    /// <summary>Whom it says it is about, wherever its format has that. A wrong answer costs a search, not trust.</summary>
    private static IEnumerable<string> HoldersOf(string text, CredentialLimits limits)
    {
        if (!SecuredDocument.TryRead(text, SecuredKind.Credential, limits, out var document, out _))
        {
            return [];
        }

        var json = document.Payload.IsPresent() ? document.Payload : document.Json;
        return Ids(json.Member("credentialSubject"))
            .Concat(Ids(json.Member("vc").Member("credentialSubject")))
            .Concat(json.Member("sub").Texts());
    }

    private static IEnumerable<string> Ids(JsonElement subjects) => subjects.Items().Select(subject => subject.Text("id")).OfType<string>();
}
