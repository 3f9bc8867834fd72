// SPDX-License-Identifier: Apache-2.0

// A town library brings its own DID method and its own capability to an agent. Nothing here is known to Suti.
using System.Text;
using Suti;
using Suti.Agent;
using Suti.Samples.Plugin;

await using var agent = await AgentBuilder.Create()
    .UseMemory()
    .AddLocalKeys()
    .AddTownLibrary("Oberwil")
    .BuildAsync();

// The DID method is used like any other.
var reader = await agent.Dids.CreateAsync("town", alias: "alice");
var resolved = await agent.Resolver.ResolveAsync(reader.Did);
Console.WriteLine($"{reader.Did} has {resolved.GetDocument().VerificationMethods.Count} key");

// The capability is used by its type ...
var loan = await agent.Get<ILibrary>().LendAsync(new LoanRequest { Reader = reader.Did, Title = "Momo" });
Console.WriteLine($"{loan.Title} is lent for {loan.Days} days");

// ... and by name, as a shell, a web client or a tool would: generated from the same interface.
var json = await agent.ExecuteAsync("libraryList");
Console.WriteLine(Encoding.UTF8.GetString(json));

// Mistakes have codes and name their place, whoever calls.
try
{
    await agent.ExecuteAsync("libraryLend", """{"reader":"alice","title":7}"""u8.ToArray());
}
catch (SutiException refused)
{
    Console.WriteLine($"{refused.Code}: {refused.Message}");
}
