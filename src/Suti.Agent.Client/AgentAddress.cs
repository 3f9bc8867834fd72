// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.Client;

/// <summary>Checks where a client is to send its calls, and its token.</summary>
internal static class AgentAddress
{
    /// <summary>The address, with a slash at its end.</summary>
    public static Uri Check(Uri address, AgentClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0)
        {
            throw new ArgumentException("The address of an agent is an absolute URL of HTTP, without user, query or fragment.", nameof(address));
        }

        if (address.Scheme == "http" && !address.IsLoopback && options is { HasToken: true, AllowPlainHttp: false })
        {
            throw new ArgumentException("A token is not sent in clear text: take an https address, or set AllowPlainHttp.", nameof(address));
        }

        return new(address.AbsoluteUri.TrimEnd('/') + "/");
    }
}
