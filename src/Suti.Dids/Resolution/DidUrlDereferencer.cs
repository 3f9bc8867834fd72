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
            return SelectPath(document, url);
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

    /// <summary>
    /// A path is a file of the service <c>#files</c>, and <c>/whois</c> is the service of that name (did:webvh 1.0, "DID URL
    /// Resolution"); a did:web that is published beside a did:webvh has both too.
    /// </summary>
    private static DidDereferencingResult SelectPath(DidDocument document, DidUrl url)
    {
        var isWhois = url.Path == "/whois" && document.TryGetService("whois", out _);
        if (!document.TryGetService(isWhois ? "whois" : "files", out var service) || !(isWhois || IsFolder(service)))
        {
            return Fail(DidErrorCodes.NotFound, "The path leads nowhere: the document has no service for files.");
        }

        return Follow(service, isWhois ? "" : url.Path, url, DidErrorCodes.InvalidDid);
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

        return Follow(service, reference, url, DidErrorCodes.InvalidDidUrl);
    }

    private static DidDereferencingResult Follow(DidService service, string reference, DidUrl url, string refusal)
    {
        var urls = new List<Uri>();
        foreach (var endpoint in service.Endpoints)
        {
            if (endpoint.Uri is null || !Uri.TryCreate(endpoint.Uri, UriKind.Absolute, out var address))
            {
                continue;
            }

            if (!(IsFolder(service) ? TryAppend(address, reference, out var resolved) : TryResolve(address, reference, out resolved)))
            {
                return Fail(refusal, "The reference leads away from the service.");
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

    /// <summary>Services of this type are the folder that a path is appended to, as it stands.</summary>
    private static bool IsFolder(DidService service) => service.Types.Contains("relativeRef");

    /// <summary>Appends a path to the folder, which it cannot leave.</summary>
    private static bool TryAppend(Uri folder, string path, out Uri resolved)
    {
        resolved = folder;
        if (path.Length == 0)
        {
            return true;
        }

        var start = folder.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";
        if (folder.Scheme is not ("http" or "https")
            || path.AsSpan().ContainsAnyInRange('\0', ' ')
            || path.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(start + path.TrimStart('/'), UriKind.Absolute, out var combined)
            || !combined.AbsoluteUri.StartsWith(start, StringComparison.Ordinal))
        {
            return false;
        }

        resolved = combined;
        return true;
    }

    private static DidDereferencingResult Fail(string code, string message) => new() { Error = new(code, message) };
}
