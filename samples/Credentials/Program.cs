// SPDX-License-Identifier: Apache-2.0

// A university gives Alice a degree. She shows it to an employer. The university takes it back, and the employer learns of it.
using System.Globalization;
using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Dids;
using Suti.Samples.Credentials;

const string Employer = "https://employer.example";
const string ListUrl = "https://university.example/status/1";

using var universityKey = PrivateKey.Generate(KeyType.Ed25519);
using var aliceKey = PrivateKey.Generate(KeyType.P256);
using var malloryKey = PrivateKey.Generate(KeyType.P256);
var university = Signer(universityKey);
var web = new SmallWeb();
await using var store = new MemoryRecordStore();
await store.OpenAsync([StatusListManager.Kind]);
var lists = new StatusListManager(store);
await lists.CreateAsync(ListUrl, university.Controller);
await PublishAsync();

var alice = Signer(aliceKey);
var entry = await lists.AllocateAsync(ListUrl);
var degree = new CredentialBuilder()
    .AddType("Degree")
    .WithIssuer(university.Controller)
    .AddSubject(alice.Controller, new JsonObject { ["degree"] = "Engineer" })
    .AddStatus(entry)
    .Build();
var issued = await CredentialFormats.VcJwt.IssueAsync(degree, university, IssueOptions.Standard, CancellationToken.None);

var employer = new CredentialVerifier(new DidResolver([new KeyDidMethod()]), new CredentialVerifierOptions { Fetcher = web });
await SayAsync("Alice shows her degree", alice, "c-1", "c-1");
await SayAsync("An old answer to a new challenge", alice, "c-1", "c-2");
await SayAsync("Mallory with Alice's degree", Signer(malloryKey), "c-3", "c-3");
await lists.SetAsync(ListUrl, int.Parse((string)entry["statusListIndex"]!, CultureInfo.InvariantCulture), 1);
await PublishAsync();
await SayAsync("Alice, after the university took it back", alice, "c-4", "c-4");

async Task SayAsync(string what, CredentialSigner holder, string answered, string asked)
{
    var presentation = new PresentationBuilder().WithHolder(holder.Controller).AddCredential(issued).Build();
    var shown = await CredentialFormats.VcJwt.PresentAsync(presentation, holder, new PresentOptions { Challenge = answered, Domain = Employer }, CancellationToken.None);
    var result = await employer.VerifyPresentationAsync(shown.ToString(), new VerificationOptions { Challenge = asked, Domain = Employer });
    Console.WriteLine($"{what}: {result}");
}

async Task PublishAsync()
{
    var list = await lists.WriteAsync(ListUrl, TimeProvider.System.GetUtcNow());
    web.Publish(ListUrl, (await CredentialFormats.VcJwt.IssueAsync(list, university, IssueOptions.Standard, CancellationToken.None)).ToString());
}

static CredentialSigner Signer(PrivateKey key)
{
    var did = KeyDidMethod.Create(key.PublicKey);
    return new CredentialSigner(key, $"{did}#{did.MethodSpecificId}");
}
