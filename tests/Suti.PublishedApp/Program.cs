// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti;
using Suti.Agent;
using Suti.Agent.Client;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Jose;
using Suti.Storage.Sqlite;

// One real use of every library of tiers 0 to 3. A failure throws.
using var key = PrivateKey.Generate(KeyType.Ed25519);
Console.WriteLine(Multibase.Encode(MultibaseEncoding.Base58Btc, key.PublicKey.Raw));

var token = Jwt.Sign(new JwtContent { Issuer = "did:example:1", Additional = new JsonObject { ["n"] = 1 } }, key);
if (!Jwt.TryParse(token, out var jwt, out var error)
    || !jwt.Verify(key.PublicKey, new JwtPolicy { Algorithms = [JwsAlgorithm.EdDsa] }, out error))
{
    throw error.ToException();
}

Console.WriteLine(jwt.Claims.Issuer);

var resolved = await new DidResolver([new KeyDidMethod()]).ResolveAsync(KeyDidMethod.Create(key.PublicKey).ToString());
Console.WriteLine(resolved.GetDocument().Id);
Console.WriteLine($"{EthrIdentifier.Create(Address.Zero)} {ContractArtifact.IdentityRelay.GetInitCode(Address.Zero).Length}");
Console.WriteLine(Wei.Parse("1.5", EtherUnit.Ether));

var did = KeyDidMethod.Create(key.PublicKey).ToString();
var credential = new CredentialBuilder().WithIssuer(did).AddSubject(new JsonObject { ["name"] = "Alice" }).Build();
var signed = await CredentialFormats.VcJwt.IssueAsync(credential, new CredentialSigner(key, $"{did}#{did["did:key:".Length..]}"), IssueOptions.Standard, default);
Console.WriteLine(await new CredentialVerifier(new DidResolver([new KeyDidMethod()])).VerifyCredentialAsync(signed));

var folder = Directory.CreateTempSubdirectory("suti-published-").FullName;
try
{
    await using var agent = await AgentBuilder.Create()
        .UseSqlite(Path.Combine(folder, "agent.db"))
        .UseRootKey(new RawRootKey(new byte[32]))
        .AddLocalKeys()
        .AddDidKey()
        .BuildAsync();
    var managed = await agent.Dids.CreateAsync("key", alias: "published");
    var found = await agent.ExecuteAsync("didManagerGetByAlias", """{"alias":"published"}"""u8.ToArray());
    Console.WriteLine(System.Text.Encoding.UTF8.GetString(found).Contains(managed.Did, StringComparison.Ordinal));
}
finally
{
    Directory.Delete(folder, recursive: true);
}

try
{
    await using var remote = AgentClient.Connect(new Uri("http://127.0.0.1:1/agent"));
    await remote.Dids.FindAsync(new());
}
catch (SutiException exception)
{
    Console.WriteLine(exception.Code);
}

Console.WriteLine("every library answers");
