// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>
/// Asks another resolver over its HTTP binding: <c>GET {base}/1.0/identifiers/{did}</c>. What it answers is believed, so that it
/// should be your own or one you trust; the document is still checked to be one, and to be that of the DID.
/// </summary>
public sealed class RemoteDidResolver : IDidResolver
{
    private const string ResultType = "application/did-resolution";
    private const string LegacyResultType = "application/ld+json;profile=\"https://w3id.org/did-resolution\"";
    private const int MaxSize = 512 << 10;

    private readonly HttpClient _http;
    private readonly string _base;

    /// <summary>Makes a client.</summary>
    /// <param name="http">The client, which the caller owns.</param>
    /// <param name="baseAddress">Where the resolver is, without <c>/1.0/identifiers</c>.</param>
    public RemoteDidResolver(HttpClient http, Uri baseAddress)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(baseAddress);
        _http = http;
        _base = baseAddress.AbsoluteUri.TrimEnd('/') + "/1.0/identifiers/";
    }

    /// <inheritdoc/>
    public async ValueTask<DidResolutionResult> ResolveAsync(
        string did, DidResolutionOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!Did.TryParse(did, out var parsed))
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The text is not a DID.");
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(parsed, options ?? DidResolutionOptions.None));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(ResultType));
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(LegacyResultType));
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var body = await BoundedContent.ReadAsync(response.Content, MaxSize, cancellationToken).ConfigureAwait(false);
            var result = body is null
                ? DidResolutionResult.FromError(DidErrorCodes.InternalError, "The answer of the remote resolver is too large.")
                : Read(body, response.StatusCode);
            return options?.Accept is { } accept ? DidRepresentations.Negotiate(result, accept) : result;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return DidResolutionResult.FromError(DidErrorCodes.InternalError, $"The remote resolver was not reached: {exception.GetType().Name}.");
        }
    }

    private string AddressOf(Did did, DidResolutionOptions options)
    {
        var address = new StringBuilder(_base).Append(Uri.EscapeDataString(did.ToString()));
        var separator = '?';
        Append("versionId", options.VersionId);
        Append("versionTime", options.VersionTime is { } time ? DidTime.Format(time) : null);
        Append("versionNumber", options.VersionNumber?.ToString(CultureInfo.InvariantCulture));
        Append("noCache", options.NoCache ? "true" : null);
        return address.ToString();

        void Append(string name, string? value)
        {
            if (value is not null)
            {
                address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }
    }

    private static DidResolutionResult Read(byte[] body, HttpStatusCode status)
    {
        if (!StrictJson.TryParseElement(body, out var json, DidDocumentLimits.Standard.Json with { MaxSize = MaxSize, MaxDepth = 40 })
            || json.ValueKind != JsonValueKind.Object)
        {
            return status == HttpStatusCode.NotFound
                ? DidResolutionResult.FromError(DidErrorCodes.NotFound, "The remote resolver does not know the DID.")
                : DidResolutionResult.FromError(DidErrorCodes.InternalError, $"The remote resolver answered {(int)status} without a result.");
        }

        return DidResolutionJson.Read(json);
    }
}
