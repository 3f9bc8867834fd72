// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text.Json;
using Suti.Crypto;
using Suti.Dids;

namespace Suti.Agent.Tests;

/// <summary>A DID method that somebody else writes: one file, public members only, every step from creation to the end.</summary>
public sealed class PrivateDidMethodTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PrivateMethod_InAnAgent_CreatesChangesAndEnds()
    {
        var directory = new ClubDirectory();
        await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidMethod(new ClubDidMethod(directory), "AddClub()").BuildAsync(Cancellation);
        var member = await agent.Dids.CreateAsync(new() { Provider = "did:club", Alias = "alice" }, Cancellation);
        Assert.Equal("did:club:alice", member.Did);
        Assert.Single((await ResolveAsync(directory, member.Did)).GetDocument().GetMethods(VerificationRelationship.Authentication));

        var service = DidService.Create("#locker", "Locker", "https://club.example/lockers/7").Json;
        await agent.Dids.AddServiceAsync(new() { Did = member.Did, Service = service }, Cancellation);
        Assert.True((await ResolveAsync(directory, member.Did)).GetDocument().TryGetService("locker", out _));

        await agent.Dids.DeactivateAsync(new() { Did = member.Did }, Cancellation);
        var ended = await ResolveAsync(directory, member.Did);
        Assert.True(ended.DocumentMetadata.Deactivated);
        Assert.Null(ended.Document);
    }

    [Fact]
    public async Task PrivateMethod_InAResolver_IsTreatedAsAnyOther()
    {
        var directory = new ClubDirectory();
        var method = new ClubDidMethod(directory);
        var resolver = new DidResolver([new KeyDidMethod(), method]);
        Assert.Equal(DidErrorCodes.NotFound, (await resolver.ResolveAsync("did:club:nobody", cancellationToken: Cancellation)).Error?.Code);
        Assert.Equal(DidErrorCodes.InvalidDid, (await resolver.ResolveAsync("did:club:A", cancellationToken: Cancellation)).Error?.Code);

        // What it throws is answered and told to nobody; a document of another is refused.
        directory.Documents["broken"] = "{";
        var broken = await resolver.ResolveAsync("did:club:broken", cancellationToken: Cancellation);
        Assert.Equal(DidErrorCodes.InvalidDidDocument, broken.Error?.Code);
        directory.Documents["other"] = """{"id":"did:club:another"}""";
        Assert.Equal(DidErrorCodes.InvalidDidDocument, (await resolver.ResolveAsync("did:club:other", cancellationToken: Cancellation)).Error?.Code);
        directory.Documents["bomb"] = "throw";
        var thrown = await resolver.ResolveAsync("did:club:bomb", cancellationToken: Cancellation);
        Assert.Equal(DidErrorCodes.InternalError, thrown.Error?.Code);
        Assert.DoesNotContain("password", thrown.Error!.Message, StringComparison.Ordinal);

        Assert.Throws<ArgumentException>(() => new DidResolver([method, new ClubDidMethod(directory)]));
    }

    private static ValueTask<DidResolutionResult> ResolveAsync(ClubDirectory directory, string did) =>
        new DidResolver([new ClubDidMethod(directory)]).ResolveAsync(did, cancellationToken: Cancellation);

    /// <summary>Where the club keeps its members: stands for any database or service.</summary>
    private sealed class ClubDirectory
    {
        public ConcurrentDictionary<string, string> Documents { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>did:club:NAME.</summary>
    private sealed class ClubDidMethod(ClubDirectory directory) : IDidMethod, IDidCreator, IDidUpdater, IDidDeactivator
    {
        public string Name => "club";

        public TimeSpan TimeToLive => TimeSpan.FromMinutes(1);

        /// <summary>The pure form: a document from a name and a key.</summary>
        public static DidDocument Create(string name, PublicKey key, IEnumerable<DidService> services)
        {
            var builder = new DidDocumentBuilder(Did.Parse("did:club:" + name)).AddKey("#card", key, VerificationRelationship.Signing);
            foreach (var service in services)
            {
                builder.AddService(service);
            }

            return builder.Build();
        }

        public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
        {
            if (did.MethodSpecificId.AsSpan().ContainsAnyExceptInRange('a', 'z'))
            {
                return new(DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "Names of members are lower-case letters."));
            }

            if (!directory.Documents.TryGetValue(did.MethodSpecificId, out var json))
            {
                return new(DidResolutionResult.FromError(DidErrorCodes.NotFound, "No such member."));
            }

            return json switch
            {
                "" => new(DidResolutionResult.FromDeactivated()),
                "throw" => throw new InvalidOperationException("password=1234"),
                _ => new(DidDocument.TryParse(System.Text.Encoding.UTF8.GetBytes(json), out var document, out var error)
                    ? DidResolutionResult.FromDocument(document)
                    : DidResolutionResult.FromError(error)),
            };
        }

        public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
        {
            var key = await keys.CreateAsync(KeyType.Ed25519, creation.KeyManagementSystem, cancellationToken);
            return Keep(new()
            {
                Did = Did.Parse("did:club:" + creation.Alias),
                ControllerKeyId = key.KeyId,
                Keys = [new(key.KeyId, key.PublicKey, VerificationRelationship.Signing, "#card")],
            });
        }

        public ValueTask<ControlledDid> UpdateAsync(
            ControlledDid did, DidChange change, JsonElement options, IKeyRing keys, CancellationToken cancellationToken) => new(Keep(did.With(change)));

        public ValueTask<ControlledDid> DeactivateAsync(ControlledDid did, IKeyRing keys, CancellationToken cancellationToken)
        {
            directory.Documents[did.Did.MethodSpecificId] = "";
            return new(did);
        }

        private ControlledDid Keep(ControlledDid did)
        {
            directory.Documents[did.Did.MethodSpecificId] = Create(did.Did.MethodSpecificId, did.Keys[0].PublicKey, did.Services).ToJson();
            return did;
        }
    }
}
