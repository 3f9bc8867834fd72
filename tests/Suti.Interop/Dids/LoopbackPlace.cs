// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>A web server of the peer's on loopback, which answers with and without TLS: npm resolvers call nothing but https.</summary>
internal sealed class LoopbackPlace : IDisposable
{
    private readonly InteropPeer _peer;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public LoopbackPlace(InteropPeer peer)
    {
        _peer = peer;
        var now = TimeProvider.System.GetUtcNow();
        _certificate = new CertificateRequest("CN=localhost", _key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Port = (int)peer.Call("listen", new() { ["key"] = _key.ExportPkcs8PrivateKeyPem(), ["certificate"] = _certificate.ExportCertificatePem() })!;
    }

    public static GuardedHttpOptions Options { get; } = new() { AllowLoopback = true };

    public int Port { get; }

    public void Publish(string path, string body) => _peer.Call("publish", new JsonObject { ["path"] = path, ["body"] = body });

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
