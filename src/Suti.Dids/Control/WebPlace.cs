// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>The place on the web that an alias names.</summary>
internal static class WebPlace
{
    internal static (string Host, string[] Path) Read(DidCreation creation, string method)
    {
        if (string.IsNullOrEmpty(creation.Alias))
        {
            throw new SutiException(
                DidErrorCodes.InvalidOptions, $"illegal_argument: An alias is needed for did:{method}: the host and path it will be at.");
        }

        // Veramo's aliases are the end of the DID, "example.com:people:alice" with "%3A" before a port; ours may be a path.
        var parts = creation.Alias.Split('/');
        if (parts.Length == 1 && creation.Alias.Contains(':', StringComparison.Ordinal) && !IsPort(creation.Alias))
        {
            parts = [.. creation.Alias.Split(':').Select(Uri.UnescapeDataString)];
        }

        return (Uri.UnescapeDataString(parts[0]), parts[1..]);
    }

    private static bool IsPort(string host) =>
        host.IndexOf(':', StringComparison.Ordinal) is var colon
        && host.AsSpan(colon + 1) is { Length: > 0 and <= 5 } port
        && port.IndexOfAnyExceptInRange('0', '9') < 0;
}
