// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>
/// The certificates that a verifier trusts to vouch for issuers who send a chain of certificates in the header <c>x5c</c> (RFC 7515 §4.1.6). The
/// platform validates the chain, to these roots only and without the network: revocation is not looked up.
/// </summary>
public sealed class CertificateRoots
{
    private const int MaxCertificates = 8;
    private const int MaxCertificateSize = 16 << 10;
    private const string SubjectAlternativeName = "2.5.29.17";
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag UniformResourceIdentifier = new(TagClass.ContextSpecific, 6);
    private static readonly KeyType[] KeyTypes = [KeyType.P256, KeyType.P384, KeyType.P521, KeyType.Ed25519, KeyType.Rsa, KeyType.Secp256k1];

    private readonly X509Certificate2Collection _roots;

    /// <summary>Takes roots.</summary>
    /// <param name="roots">The certificates.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public CertificateRoots(X509Certificate2Collection roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        _roots = roots.Count > 0 ? [.. roots] : throw new ArgumentException("Without a root no certificate is trusted.", nameof(roots));
    }

    /// <summary>Reads roots from PEM.</summary>
    /// <param name="pem">One certificate after the other.</param>
    /// <exception cref="CryptographicException">A certificate is malformed.</exception>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static CertificateRoots FromPem(ReadOnlySpan<char> pem)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(pem);
        return new CertificateRoots(roots);
    }

    /// <summary>The key of an issuer, if the chain leads to a root and its first certificate names the issuer.</summary>
    /// <param name="chain">The member <c>x5c</c>.</param>
    /// <param name="issuer">The issuer as the credential names it.</param>
    /// <param name="now">The time to validate for.</param>
    /// <param name="key">The key.</param>
    /// <param name="reason">Why not, when the answer is false.</param>
    internal bool TryFindKey(JsonElement chain, string? issuer, DateTimeOffset now, [NotNullWhen(true)] out Suti.Crypto.PublicKey? key, [NotNullWhen(false)] out string? reason)
    {
        key = null;
        if (OperatingSystem.IsBrowser())
        {
            reason = "x5c-platform";
            return false;
        }

        var certificates = new List<X509Certificate2>();
        try
        {
            reason = !TryRead(chain, certificates) ? "x5c-malformed"
                : issuer is null || !Names(certificates[0], issuer) ? "x5c-other-issuer"
                : !IsForSignatures(certificates[0]) ? "x5c-usage"
                : !IsTrusted(certificates, now) ? "x5c-not-trusted"
                : null;
            if (reason is null && !TryReadKey(certificates[0], out key))
            {
                reason = "x5c-key";
            }

            return key is not null;
        }
        catch (CryptographicException)
        {
            // What is in a certificate is decoded when it is asked for.
            key = null;
            reason = "x5c-malformed";
            return false;
        }
        finally
        {
            certificates.ForEach(certificate => certificate.Dispose());
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("browser")]
    private static bool TryRead(JsonElement chain, List<X509Certificate2> certificates)
    {
        if (chain.ValueKind != JsonValueKind.Array || chain.GetArrayLength() is 0 or > MaxCertificates)
        {
            return false;
        }

        foreach (var item in chain.EnumerateArray())
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : "";
            var bytes = new byte[Math.Min(text.Length, MaxCertificateSize)];
            // The loader also takes PEM, which does not belong here.
            if (!Convert.TryFromBase64String(text, bytes, out var length) || length == 0 || bytes[0] != 0x30)
            {
                return false;
            }

            certificates.Add(X509CertificateLoader.LoadCertificate(bytes.AsSpan(0, length)));
        }

        return true;
    }

    /// <summary>Whether an alternative name of the subject is the issuer: its URI to the letter, or the host of its URL.</summary>
    private static bool Names(X509Certificate2 certificate, string issuer)
    {
        var host = Uri.TryCreate(issuer, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? url.IdnHost : null;
        try
        {
            foreach (var extension in certificate.Extensions.Where(extension => extension.Oid?.Value == SubjectAlternativeName))
            {
                var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (names.HasData)
                {
                    var tag = names.PeekTag();
                    if (tag.HasSameClassAndValue(UniformResourceIdentifier) && names.ReadCharacterString(UniversalTagNumber.IA5String, UniformResourceIdentifier) == issuer)
                    {
                        return true;
                    }

                    if (tag.HasSameClassAndValue(DnsName))
                    {
                        if (string.Equals(names.ReadCharacterString(UniversalTagNumber.IA5String, DnsName), host, StringComparison.OrdinalIgnoreCase))
                        {
                            return true;
                        }
                    }
                    else if (!tag.HasSameClassAndValue(UniformResourceIdentifier))
                    {
                        names.ReadEncodedValue();
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            return false;
        }

        return false;
    }

    /// <summary>A certificate authority vouches for others; its own key signs no credentials.</summary>
    private static bool IsForSignatures(X509Certificate2 certificate) => certificate.Extensions.All(extension => extension switch
    {
        X509BasicConstraintsExtension basic => !basic.CertificateAuthority,
        X509KeyUsageExtension usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature),
        _ => true,
    });

    private static bool TryReadKey(X509Certificate2 certificate, [NotNullWhen(true)] out Suti.Crypto.PublicKey? key)
    {
        var spki = certificate.PublicKey.ExportSubjectPublicKeyInfo();
        foreach (var type in KeyTypes)
        {
            if (Suti.Crypto.PublicKey.TryImport(type, spki, PublicKeyFormat.Spki, out key))
            {
                return true;
            }
        }

        key = null;
        return false;
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("browser")]
    private bool IsTrusted(List<X509Certificate2> certificates, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_roots);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = now.UtcDateTime;
        policy.ExtraStore.AddRange(certificates.Skip(1).ToArray());
        try
        {
            return chain.Build(certificates[0]);
        }
        finally
        {
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }
}
