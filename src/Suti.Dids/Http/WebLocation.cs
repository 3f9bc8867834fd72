// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Suti.Dids;

/// <summary>The host, port and path that did:web and did:webvh spell with colons.</summary>
internal static class WebLocation
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };
    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> NeverInSegments = SearchValues.Create("/\\\0");

    /// <summary>
    /// The URL of a file beside the DID's path: <c>example.com%3A3000:a:b</c> and <c>did.json</c> give
    /// <c>https://example.com:3000/a/b/did.json</c>. Everything is decoded exactly once; what decodes to another structure is refused.
    /// </summary>
    public static bool TryGetUrl(ReadOnlySpan<char> location, string file, bool allowLoopback, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        var separator = location.IndexOf(':');
        var authority = separator < 0 ? location : location[..separator];
        if (!PercentEncoding.TryDecode(authority, out var decoded) || !TryReadAuthority(decoded, allowLoopback, out var host, out var port))
        {
            return false;
        }

        var path = new System.Text.StringBuilder();
        if (separator >= 0)
        {
            foreach (var range in location[(separator + 1)..].Split(':'))
            {
                if (!TryReadSegment(location[(separator + 1)..][range], out var segment))
                {
                    return false;
                }

                path.Append('/').Append(Uri.EscapeDataString(segment));
            }
        }
        else
        {
            path.Append("/.well-known");
        }

        var isLoopback = allowLoopback && IsLoopback(host);
        return Uri.TryCreate($"{(isLoopback ? "http" : "https")}://{host}{(port is null ? "" : $":{port}")}{path}/{file}", UriKind.Absolute, out url)
            && url.AbsolutePath == $"{path}/{file}"
            && string.Equals(url.Host, host, StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryReadAuthority(string text, bool allowLoopback, [NotNullWhen(true)] out string? host, out int? port)
    {
        port = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        host = colon < 0 ? text : text[..colon];
        if (colon >= 0)
        {
            var digits = text.AsSpan(colon + 1);
            if (digits.Length is 0 or > 5 || !ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                return false;
            }

            port = number;
        }

        return TryNormalizeHost(ref host, allowLoopback);
    }

    private static bool TryNormalizeHost(ref string host, bool allowLoopback)
    {
        try
        {
            host = Idn.GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        if (allowLoopback && IsLoopback(host))
        {
            return true;
        }

        var labels = host.Split('.');
        return host.Length <= 253
            && labels.Length >= 2
            && Array.TrueForAll(labels, label => label.Length is > 0 and <= 63
                && label[0] != '-' && label[^1] != '-'
                && !label.AsSpan().ContainsAnyExcept(LabelCharacters))
            // 127.1 and 0x7f.1 are addresses too: no top-level domain begins with a digit.
            && !char.IsAsciiDigit(labels[^1][0])
            && !IPAddress.TryParse(host, out _);
    }

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1";

    private static bool TryReadSegment(ReadOnlySpan<char> encoded, [NotNullWhen(true)] out string? segment) =>
        PercentEncoding.TryDecode(encoded, out segment)
        && segment is not ("" or "." or "..")
        && !segment.AsSpan().ContainsAny(NeverInSegments)
        && !char.IsWhiteSpace(segment[0])
        && !char.IsWhiteSpace(segment[^1]);
}
