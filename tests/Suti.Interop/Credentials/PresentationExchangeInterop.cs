// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>npm <c>@sphereon/pex</c> beside us: random definitions over the same credentials, with the same matches.</summary>
public sealed class PresentationExchangeInterop : IDisposable
{
    private const int Credentials = 24;
    private const int Rounds = 60;
    private static readonly string[] Parties = ["did:example:a", "did:example:b", "did:example:c"];
    private static readonly string[] Types = ["Degree", "Ticket", "Membership"];

    private readonly InteropPeer _peer = new("pex.mjs");

    public void Dispose() => _peer.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Pex_RandomDefinitions_MatchTheSameCredentials(int seed)
    {
        var random = new Random(seed);
        var credentials = await KnowAsync(random);
        var matched = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var definition = Definition(random);
            var (ours, theirs) = await CompareAsync(definition, credentials);
            Assert.True(ours.ToJsonString() == theirs.ToJsonString(), $"{definition.ToJsonString()}\nours   {ours.ToJsonString()}\ntheirs {theirs.ToJsonString()}");
            matched += ours["matches"]!.AsObject().Sum(static match => match.Value!.AsArray().Count);
        }

        // A comparison in which nothing ever fits says nothing.
        Assert.InRange(matched, Rounds, Rounds * 3 * Credentials);
    }

    /// <summary>
    /// Where we do not answer alike, what we do and why. They are no accident: each follows the text of Presentation Exchange 2.1, and the random
    /// definitions above leave them out.
    /// </summary>
    [Theory]
    [InlineData("\"optional\": a field may be missing", """{"fields":[{"path":["$.vc.credentialSubject.nothing"],"optional":true}]}""", 3, 0)]
    [InlineData("the first match of a path counts, not any", """{"fields":[{"path":["$.vc.credentialSubject.tags[*]"],"filter":{"const":"y"}}]}""", 1, 3)]
    [InlineData("is_holder: the credential is about the holder", """{"fields":[{"id":"f","path":["$.vc.credentialSubject.tags"]}],"is_holder":[{"field_id":["f"],"directive":"required"}]}""", 1, 3)]
    [InlineData("algorithms of a format are kept to", """{"fields":[{"path":["$.vc.credentialSubject.tags"]}]},"format":{"jwt_vc":{"alg":["ES256"]}}""", 0, 3)]
    [InlineData("a JWT is also read as its credential", """{"fields":[{"path":["$.credentialSubject.tags"]}]}""", 3, 0)]
    public async Task Pex_KnownDifferences_AreThoseThatAreExplained(string difference, string constraints, int ours, int theirs)
    {
        var subjects = Parties.Select((party, index) => new JsonObject { ["id"] = party, ["tags"] = index == 0 ? new JsonArray("y", "x") : new JsonArray("x", "y") });
        var credentials = await KnowAsync([.. subjects.Select(static subject => ("Degree", Parties[0], subject))]);
        var definition = JsonNode.Parse($$"""{"id":"d","input_descriptors":[{"id":"i0","constraints":{{constraints}} }]}""")!.AsObject();
        var (mine, peer) = await CompareAsync(definition, credentials);
        Assert.True((ours, theirs) == (mine["matches"]!["i0"]!.AsArray().Count, peer["matches"]!["i0"]!.AsArray().Count), difference);
    }

    [Fact]
    public async Task Pex_AllOfAGroupWithoutOne_IsEnoughForThemAndNotForUs()
    {
        var credentials = await KnowAsync([("Degree", Parties[0], new JsonObject { ["id"] = Parties[0] })]);
        var definition = JsonNode.Parse("""
            {"id":"d","submission_requirements":[{"rule":"all","from":"A"}],
             "input_descriptors":[{"id":"i0","group":["A"],"constraints":{"fields":[{"path":["$.vc.credentialSubject.nothing"]}]}}]}
            """)!.AsObject();
        var (ours, theirs) = await CompareAsync(definition, credentials);
        Assert.Equal((false, true), ((bool)ours["satisfied"]!, (bool)theirs["satisfied"]!));
    }

    private static JsonObject Definition(Random random)
    {
        var count = random.Next(1, 4);
        var descriptors = new JsonArray();
        for (var index = 0; index < count; index++)
        {
            descriptors.Add((JsonNode)Descriptor(random, index));
        }

        var definition = new JsonObject { ["id"] = "d", ["input_descriptors"] = descriptors };
        if (random.Next(2) == 0)
        {
            foreach (var descriptor in descriptors)
            {
                descriptor!["group"] = new JsonArray(random.Next(2) == 0 ? "A" : "B");
            }

            definition["submission_requirements"] = new JsonArray([.. descriptors.Select(static descriptor => (string)descriptor!["group"]![0]!).Distinct().Select(group => (JsonNode)Requirement(random, group))]);
        }

        return definition;
    }

    private static JsonObject Requirement(Random random, string group) => random.Next(2) switch
    {
        0 => new() { ["rule"] = "pick", ["count"] = 1, ["from"] = group },
        _ => new() { ["rule"] = "pick", ["min"] = 1, ["from"] = group },
    };

    private static JsonObject Descriptor(Random random, int index)
    {
        var fields = new JsonArray();
        for (var field = random.Next(1, 4); field > 0; field--)
        {
            fields.Add((JsonNode)Field(random, $"i{index}f{field}"));
        }

        var constraints = new JsonObject { ["fields"] = fields };
        if (random.Next(5) == 0)
        {
            constraints["subject_is_issuer"] = "required";
        }

        var descriptor = new JsonObject { ["id"] = $"i{index}", ["constraints"] = constraints };
        if (random.Next(4) == 0)
        {
            descriptor["format"] = new JsonObject { ["jwt_vc"] = new JsonObject { ["alg"] = new JsonArray("EdDSA") } };
        }

        return descriptor;
    }

    private static JsonObject Field(Random random, string id)
    {
        var (path, filter) = random.Next(14) switch
        {
            0 => ("$.vc.type", $$"""{"type":"array","contains":{"const":"{{Pick(random, Types)}}"} }"""),
            1 => ("$.vc.type[1]", $$"""{"type":"string","enum":["{{Pick(random, Types)}}","{{Pick(random, Types)}}x"]}"""),
            2 => ("$.iss", $$"""{"type":"string","const":"{{Pick(random, Parties)}}"}"""),
            3 => ("$.vc.credentialSubject.name", """{"type":"string","pattern":"^[AB]"}"""),
            4 => ("$.vc.credentialSubject.name", """{"type":"string","minLength":4}"""),
            5 => ("$.vc.credentialSubject.age", $$"""{"type":"number","minimum":{{random.Next(60)}}}"""),
            6 => ("$.vc.credentialSubject.age", $$"""{"type":"integer","exclusiveMaximum":{{random.Next(60)}}}"""),
            7 => ("$.vc.credentialSubject['member']", """{"type":"boolean","const":true}"""),
            8 => ("$.vc.credentialSubject.tags[0]", $$"""{"type":"string","const":"{{Pick(random, ["x", "y"])}}"}"""),
            9 => ("$..city", $$"""{"type":"string","not":{"const":"{{Pick(random, ["Lima", "Cusco"])}}"} }"""),
            10 => ("$.vc.credentialSubject.tags", """{"type":"array","minItems":2}"""),
            11 => ("$.vc.credentialSubject.address", """{"type":"object","required":["city"]}"""),
            12 => ("$.vc.credentialSubject.address.geo.lat", """{"type":"number","maximum":0}"""),
            _ => ("$.sub", $$"""{"type":"string","const":"{{Pick(random, Parties)}}"}"""),
        };
        var paths = new JsonArray(path);
        if (random.Next(3) == 0)
        {
            paths.Insert(random.Next(2), "$.vc.credentialSubject.nothing");
        }

        var field = new JsonObject { ["id"] = id, ["path"] = paths };
        if (random.Next(4) != 0)
        {
            field["filter"] = JsonNode.Parse(filter);
        }

        return field;
    }

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];

    private static JsonObject Subject(Random random)
    {
        var subject = new JsonObject { ["id"] = Pick(random, Parties) };
        Maybe("name", Pick(random, ["Alice", "Bob", "Carla"]));
        Maybe("age", random.Next(60));
        Maybe("member", random.Next(2) == 0);
        Maybe("tags", new JsonArray(Pick(random, ["x", "y"]), Pick(random, ["y", "z"])));
        Maybe("address", new JsonObject { ["city"] = Pick(random, ["Lima", "Cusco", "Ayacucho"]), ["geo"] = new JsonObject { ["lat"] = random.Next(-20, 20) / 2m } });
        return subject;

        void Maybe(string name, JsonNode value)
        {
            if (random.Next(4) != 0)
            {
                subject[name] = value;
            }
        }
    }

    private Task<IReadOnlyList<VerifiableCredential>> KnowAsync(Random random) =>
        KnowAsync([.. Enumerable.Range(0, Credentials).Select(_ => (Pick(random, Types), Pick(random, Parties), Subject(random)))]);

    private async Task<IReadOnlyList<VerifiableCredential>> KnowAsync(IReadOnlyList<(string Type, string Issuer, JsonObject Subject)> contents)
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519);
        var credentials = new List<VerifiableCredential>();
        foreach (var (index, (type, issuer, subject)) in contents.Index())
        {
            var builder = new CredentialBuilder(CredentialDataModel.V1).WithId("urn:credential:" + index.ToString(CultureInfo.InvariantCulture))
                .AddType(type).WithIssuer(issuer).ValidFrom(DateTimeOffset.UnixEpoch.AddYears(50));
            var id = (string)subject["id"]!;
            subject.Remove("id");
            credentials.Add(await CredentialFormats.Jwt.IssueAsync(
                builder.AddSubject(id, subject).Build(), new CredentialSigner(key, issuer + "#k"), IssueOptions.Standard, TestContext.Current.CancellationToken));
        }

        _peer.Call("know", new() { ["credentials"] = new JsonArray([.. credentials.Select(static credential => (JsonNode)credential.Token!)]) });
        return credentials;
    }

    private async Task<(JsonObject Ours, JsonObject Theirs)> CompareAsync(JsonObject definition, IReadOnlyList<VerifiableCredential> credentials)
    {
        var answer = await PresentationDefinition.Parse(definition.ToJsonString())
            .EvaluateAsync(credentials, new ExchangeOptions { Holders = [Parties[0]] }, TestContext.Current.CancellationToken);
        var ours = new JsonObject();
        foreach (var descriptor in definition["input_descriptors"]!.AsArray())
        {
            var id = (string)descriptor!["id"]!;
            var places = answer.Matches.TryGetValue(id, out var found) ? found.Select(match => Place(credentials, match.Credential)).Order().ToArray() : [];
            ours[id] = new JsonArray([.. places.Select(static place => (JsonNode)place)]);
        }

        var theirs = _peer.Call("select", new() { ["definition"] = definition.DeepClone(), ["holders"] = new JsonArray(Parties[0]) })!;
        return (
            new JsonObject { ["matches"] = ours, ["satisfied"] = answer.IsSatisfied },
            new JsonObject { ["matches"] = theirs["matches"]!.DeepClone(), ["satisfied"] = (string?)theirs["present"] != "error" });
    }

    private static int Place(IReadOnlyList<VerifiableCredential> credentials, VerifiableCredential credential) =>
        credentials.Index().First(pair => ReferenceEquals(pair.Item, credential)).Index;
}
