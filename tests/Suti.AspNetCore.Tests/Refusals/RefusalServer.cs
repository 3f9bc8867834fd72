// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Suti.Credentials;
using Suti.Credentials.Tests;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.AspNetCore.Tests;

/// <summary>A server that knows every format, the documents of the test's parties, and the lists that they publish.</summary>
public sealed class RefusalServer : IAsyncLifetime
{
    private readonly ExampleMethod _documents = new();
    private readonly TestFetcher _web = new();
    private int _parties;

    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync(
        agent => agent.AddEip712Credentials().AddDidMethod(_documents, "the test"),
        services: services =>
        {
            services.AddSingleton<TimeProvider>(new FixedClock(FormatKit.Now));
            services.AddSingleton<IResourceFetcher>(_web);
        });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Somebody whose document lists their key for these purposes.</summary>
    internal TestParty Create(KeyType type, VerificationRelationship relationships)
    {
        var party = TestParty.WithDocument($"party-{Interlocked.Increment(ref _parties)}", type, relationships);
        _documents.Add(party);
        return party;
    }

    /// <summary>Publishes a list in which one place is revoked, and gives its address.</summary>
    internal async Task<string> PublishAsync(FormatKit kit, TestParty issuer, int revoked)
    {
        var url = $"https://issuer.example/status/{issuer.Did}";
        if (kit.IsSdJwtVc)
        {
            var tokens = new TokenStatusList(64);
            tokens[revoked] = 1;
            _web.Publish(url, await new TokenStatusListToken { Uri = url, List = tokens, IssuedAt = FormatKit.Now.AddHours(-1) }.SignJwtAsync(issuer.Signer));
            return url;
        }

        var list = new BitstringStatusList();
        list[revoked] = 1;
        var credential = list.ToCredential(url, issuer.Did, ["revocation"], FormatKit.Now.AddDays(-1));
        _web.Publish(url, (await CredentialFormats.VcJwt.IssueAsync(credential, issuer.Signer, IssueOptions.Standard, TestContext.Current.CancellationToken)).ToString());
        return url;
    }

    private sealed class ExampleMethod : IDidMethod
    {
        private readonly ConcurrentDictionary<string, DidDocument> _documents = new(StringComparer.Ordinal);

        public string Name => "example";

        public void Add(TestParty party) => _documents[party.Did] = party.Document!;

        public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken) => ValueTask.FromResult(
            _documents.TryGetValue(did.ToString(), out var document) ? DidResolutionResult.FromDocument(document) : DidResolutionResult.FromError(DidErrorCodes.NotFound, "Nobody."));
    }
}
