// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Suti.Credentials;
using Suti.Dids;

namespace Suti.Server;

/// <summary>Reads what the settings of trust point at. The same reading finds faults and sets the agent up.</summary>
internal static class TrustFiles
{
    private const int MaxFileSize = 1 << 20;

    internal static IEnumerable<string> FindFaults(TrustConfiguration trust)
    {
        var faults = new List<string>();
        foreach (var (index, issuer) in trust.Issuers.Index())
        {
            if (!Names(issuer.Issuer))
            {
                faults.Add($"trust.issuers/{index} must have a DID or a URL of https as \"issuer\".");
            }

            if (issuer.Types is { Count: 0 })
            {
                faults.Add($"trust.issuers/{index} is accepted for no type. Leave \"types\" out to accept all.");
            }
        }

        if (trust.Issuers.CountBy(static issuer => issuer.Issuer).FirstOrDefault(static count => count.Value > 1).Key is { } twice)
        {
            faults.Add($"trust.issuers names \"{twice}\" twice.");
        }

        foreach (var (index, root) in trust.AccreditationRoots.Index())
        {
            if (!Did.TryParse(root, out _))
            {
                faults.Add($"trust.accreditationRoots/{index} must be a DID.");
            }
        }

        _ = ReadTypes(trust, faults);
        ReadRoots(trust, faults);
        return faults;
    }

    /// <summary>The documents of types.</summary>
    internal static List<string> ReadTypes(TrustConfiguration trust, List<string> faults)
    {
        var documents = new List<string>();
        foreach (var (index, path) in trust.TypeMetadata.Index())
        {
            var place = $"trust.typeMetadata/{index}";
            if (ReadText(path, place, faults) is { } text)
            {
                try
                {
                    _ = new TypeMetadataRegistry([text]);
                    documents.Add(text);
                }
                catch (SutiException exception)
                {
                    faults.Add($"{place} does not describe a type: {exception.Message}");
                }
            }
        }

        try
        {
            _ = new TypeMetadataRegistry(documents);
        }
        catch (SutiException)
        {
            faults.Add("trust.typeMetadata describes a type twice.");
        }

        return documents;
    }

    /// <summary>The certificates of all files together.</summary>
    internal static X509Certificate2Collection ReadRoots(TrustConfiguration trust, List<string> faults)
    {
        var roots = new X509Certificate2Collection();
        foreach (var (index, path) in trust.CertificateRoots.Index())
        {
            var place = $"trust.certificateRoots/{index}";
            if (ReadText(path, place, faults) is { } text)
            {
                var before = roots.Count;
                try
                {
                    roots.ImportFromPem(text);
                    if (roots.Count == before)
                    {
                        faults.Add($"{place} holds no certificate in PEM.");
                    }
                }
                catch (CryptographicException)
                {
                    faults.Add($"{place} holds a certificate that is malformed.");
                }
            }
        }

        return roots;
    }

    private static bool Names(string issuer) =>
        issuer.StartsWith("did:", StringComparison.Ordinal)
            ? Did.TryParse(issuer, out _)
            : Uri.TryCreate(issuer, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    private static string? ReadText(string path, string place, List<string> faults)
    {
        try
        {
            if (new FileInfo(path).Length > MaxFileSize)
            {
                faults.Add($"{place} is a file of more than {MaxFileSize} bytes.");
                return null;
            }

            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{place} cannot be read: {path}.");
            return null;
        }
    }
}
