// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>Selects from a document what a DID URL names.</summary>
internal static class DidUrlDereferencer
{
    public static DidDereferencingResult Select(DidDocument document, DidUrl url)
    {
        if (url.MentionsParameter("service"))
        {
            return SelectService(document, url);
        }

        if (url.MentionsParameter("relativeRef"))
        {
            return Fail(DidErrorCodes.InvalidDidUrl, "A relativeRef stands without a service.");
        }

        if (url.Path.Length > 0)
        {
            return Fail(DidErrorCodes.NotFound, "The path leads nowhere without a service.");
        }

        return url.Fragment is { } fragment ? SelectFragment(document, fragment) : new() { Document = document };
    }

    private static DidDereferencingResult SelectFragment(DidDocument document, string fragment)
    {
        if (document.TryGetMethod(document.Id.AppendFragment(fragment), out var method))
        {
            return new() { VerificationMethod = method };
        }

        return document.TryGetService(fragment, out var service)
            ? new() { Service = service }
            : Fail(DidErrorCodes.NotFound, "The document has nothing by that fragment.");
    }

    private static DidDereferencingResult SelectService(DidDocument document, DidUrl url)
    {
        var reference = "";
        if (!url.TryGetParameter("service", out var name)
            || (url.MentionsParameter("relativeRef") && !url.TryGetParameter("relativeRef", out reference)))
        {
            return Fail(DidErrorCodes.InvalidDidUrl, "The parameters service and relativeRef must be there once and well encoded.");
        }

        if (!document.TryGetService(name, out var service))
        {
            return Fail(DidErrorCodes.NotFound, "The document has no such service.");
        }

        var urls = new List<Uri>();
        foreach (var endpoint in service.Endpoints)
        {
            if (endpoint.Uri is null || !Uri.TryCreate(endpoint.Uri, UriKind.Absolute, out var address))
            {
                continue;
            }

            if (!TryResolve(address, reference, out var resolved))
            {
                return Fail(DidErrorCodes.InvalidDidUrl, "The relativeRef leads away from the service.");
            }

            urls.Add(url.Fragment is { } fragment ? new UriBuilder(resolved) { Fragment = fragment }.Uri : resolved);
        }

        return urls.Count > 0 ? new() { Urls = urls } : Fail(DidErrorCodes.NotFound, "The service has no URL.");
    }

    /// <summary>
    /// RFC 3986 §5 would let a reference replace scheme and host. A DID URL that somebody sends must not turn the service of the
    /// subject into a server of the sender, so that only references inside the same origin are taken.
    /// </summary>
    private static bool TryResolve(Uri address, string reference, out Uri resolved)
    {
        resolved = address;
        if (reference.Length == 0)
        {
            return true;
        }

        if (address.Scheme is not ("http" or "https")
            || reference.AsSpan().ContainsAnyInRange('\0', ' ')
            || reference.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(address, reference, out var combined)
            || combined.Scheme != address.Scheme
            || combined.Authority != address.Authority
            || combined.UserInfo != address.UserInfo)
        {
            return false;
        }

        resolved = combined;
        return true;
    }

    private static DidDereferencingResult Fail(string code, string message) => new() { Error = new(code, message) };
}
