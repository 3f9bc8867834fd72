// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Dids;

/// <summary>Conveniences over every resolver.</summary>
public static class DidResolverExtensions
{
    /// <summary>
    /// Finds what a DID URL names (DID Resolution §5): the document, a part of it by fragment, or the URLs of a <c>service</c>.
    /// <c>versionId</c>, <c>versionTime</c> and <c>versionNumber</c> choose the document. It never throws for bad input.
    /// </summary>
    public static async ValueTask<DidDereferencingResult> DereferenceAsync(
        this IDidResolver resolver, string didUrl, DidResolutionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        if (!DidUrl.TryParse(didUrl, out var url))
        {
            return Fail(DidErrorCodes.InvalidDidUrl, "The text is not a DID URL.");
        }

        if (!TryReadVersion(url, options ?? DidResolutionOptions.None, out var resolution))
        {
            return Fail(DidErrorCodes.InvalidDidUrl, "A parameter for the version is not valid, or is there twice.");
        }

        var resolved = await resolver.ResolveAsync(url.Did.ToString(), resolution, cancellationToken).ConfigureAwait(false);
        return resolved.Document is { } document && resolved.Error is null
            ? DidUrlDereferencer.Select(document, url) with { ContentMetadata = resolved.DocumentMetadata }
            : new() { Error = resolved.Error ?? new(DidErrorCodes.NotFound, "The DID is deactivated."), ContentMetadata = resolved.DocumentMetadata };
    }

    private static DidDereferencingResult Fail(string code, string message) => new() { Error = new(code, message) };

    private static bool TryReadVersion(DidUrl url, DidResolutionOptions options, out DidResolutionOptions result)
    {
        result = options;
        if (url.Query is null)
        {
            return true;
        }

        if (url.TryGetParameter("versionId", out var versionId))
        {
            result = result with { VersionId = versionId };
        }
        else if (url.MentionsParameter("versionId"))
        {
            return false;
        }

        if (url.TryGetParameter("versionTime", out var timeText) && DidTime.TryParse(timeText, out var time))
        {
            result = result with { VersionTime = time };
        }
        else if (url.MentionsParameter("versionTime"))
        {
            return false;
        }

        if (url.TryGetParameter("versionNumber", out var numberText)
            && int.TryParse(numberText, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            result = result with { VersionNumber = number };
        }
        else if (url.MentionsParameter("versionNumber"))
        {
            return false;
        }

        return true;
    }
}
