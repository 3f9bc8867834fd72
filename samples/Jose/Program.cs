// SPDX-License-Identifier: Apache-2.0

// A club gives Alice a card. At the gate she shows her level and not her name. What the gate should refuse, it refuses.
using Suti.Crypto;
using Suti.Jose;
using Suti.Samples.Jose;

using var club = new Club();
using var alice = PrivateKey.Generate(KeyType.P256);
using var mallory = PrivateKey.Generate(KeyType.P256);
var gate = new Gate(club.PublicKey);

if (!SdJwt.TryParse(await club.IssueCardAsync("Alice", "gold", alice.PublicKey), out var card, out var error))
{
    throw error.ToException();
}

var nonce = gate.NewNonce();
var shown = await ShowAsync(alice, Gate.Name, nonce);
Console.WriteLine($"Alice shows her level: {gate.Ask(shown, nonce)}");
Console.WriteLine($"The same again: {gate.Ask(shown, nonce)}");

nonce = gate.NewNonce();
Console.WriteLine($"An old visit with a new nonce: {gate.Ask(shown, nonce)}");

nonce = gate.NewNonce();
Console.WriteLine($"Meant for another gate: {gate.Ask(await ShowAsync(alice, "https://other.example", nonce), nonce)}");

nonce = gate.NewNonce();
Console.WriteLine($"Mallory with Alice's card: {gate.Ask(await ShowAsync(mallory, Gate.Name, nonce), nonce)}");

nonce = gate.NewNonce();
Console.WriteLine($"The card without a proof: {gate.Ask(card.Disclose("/level").ToString(), nonce)}");

async Task<string> ShowAsync(PrivateKey holder, string audience, string visit)
{
    var presentation = await card.Disclose("/level").BindAsync(holder, audience, visit, TimeProvider.System.GetUtcNow());
    return presentation.ToString();
}
