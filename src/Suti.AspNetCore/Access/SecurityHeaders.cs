// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Http;

namespace Suti.AspNetCore;

/// <summary>What tells browsers to do nothing with an answer but to hand it to who asked.</summary>
internal static class SecurityHeaders
{
    public static void Add(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
    }
}
