// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>
/// did:web: the document is a file on a web server. HTTPS only, public addresses only, and the document must be that of the DID.
/// To create one, publish a document at <see cref="GetDocumentUrl"/>; to change it, change the file; to give it up, remove it.
/// </summary>
public sealed partial class WebDidMethod : IDidMethod
{
    private const string Prefix = "did:web:";

    private readonly WebFetcher _fetcher;

    /// <summary>Makes the method with a guarded handler of its own.</summary>
    public WebDidMethod(GuardedHttpOptions? options = null) => _fetcher = WebFetcher.Guarded(options ?? new());

    /// <summary>Makes the method with a client of the caller, who answers for where it connects to.</summary>
    /// <param name="http">The client, which the caller owns.</param>
    /// <param name="options">What holds beside the client's own settings.</param>
    public WebDidMethod(HttpClient http, GuardedHttpOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _fetcher = new WebFetcher(http, options ?? new());
    }

    /// <inheritdoc/>
    public string Name => "web";

    /// <summary>The DID of a host and path.</summary>
    /// <param name="host">The host, with a port if it is not 443: <c>example.com</c> or <c>example.com:8443</c>.</param>
    /// <param name="path">The segments of the path.</param>
    /// <exception cref="ArgumentException">They are not those of a web server with a public name, or of the loopback host.</exception>
    public static Did Create(string host, params ReadOnlySpan<string> path)
    {
        ArgumentNullException.ThrowIfNull(host);
        var text = new System.Text.StringBuilder(Prefix).Append(Uri.EscapeDataString(host));
        foreach (var segment in path)
        {
            text.Append(':').Append(Uri.EscapeDataString(segment).Replace("~", "%7E", StringComparison.Ordinal));
        }

        return Did.TryParse(text.ToString(), out var did) && WebLocation.TryGetUrl(did.IdSpan, "did.json", allowLoopback: true, out _)
            ? did
            : throw new ArgumentException("Not the host and path of a web server.", nameof(host));
    }

    /// <summary>Where the document of a DID is published; null when the DID is not a valid one of did:web.</summary>
    public static Uri? GetDocumentUrl(Did did)
    {
        ArgumentNullException.ThrowIfNull(did);
        return did.Method == "web" && WebLocation.TryGetUrl(did.IdSpan, "did.json", allowLoopback: false, out var url) ? url : null;
    }

    /// <inheritdoc/>
    public async ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        if (!WebLocation.TryGetUrl(did.IdSpan, "did.json", _fetcher.AllowLoopback, out var url))
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The identifier is not a host and a path.");
        }

        var (body, error) = await _fetcher.GetAsync(url, isJson: true, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return DidResolutionResult.FromError(error!);
        }

        if (!DidDocument.TryParse(body, out var document, out error))
        {
            return DidResolutionResult.FromError(error);
        }

        return document.Id.Equals(did)
            ? DidResolutionResult.FromDocument(document)
            : DidResolutionResult.FromError(DidErrorCodes.InvalidDidDocument, "The document that was found belongs to another DID.");
    }
}
