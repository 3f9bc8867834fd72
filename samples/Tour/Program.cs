// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Jose;

// A university issues a diploma of which its holder shows one claim to an employer; then two attempts to cheat.
Console.WriteLine("A tour of what Suti does today: keys, tokens, selective disclosure and encryption.\n");

using var university = PrivateKey.Generate(KeyType.P256);
using var alice = PrivateKey.Generate(KeyType.Ed25519);
var clock = TimeProvider.System;

Step("1. The university issues a diploma with claims that Alice can show one by one, bound to her key.");
var claims = new JsonObject
{
    ["iss"] = "https://university.example",
    ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
    ["degree"] = "Master of Science",
    ["name"] = "Alice Example",
    ["birthdate"] = "1999-04-01",
    ["grades"] = new JsonArray("A", "B", "A"),
};
var diploma = await new SdJwtIssuer(claims)
    .Disclosable("/degree", "/name", "/birthdate", "/grades/0", "/grades/1", "/grades/2")
    .Decoys("", 2)
    .BoundTo(alice.PublicKey)
    .SignAsync(new JwsSigner(university, header: new JoseHeaderParameters { Type = "example+sd-jwt" }));
Show($"{diploma.Disclosures.Count} disclosures, {diploma.ToString().Length} characters");

Step("2. Alice shows her degree, and nothing else, to one employer who asked with a nonce.");
const string Employer = "https://employer.example";
var nonce = Convert.ToHexStringLower(RandomSource.System.GetBytes(8));
var presentation = await diploma.Disclose("/degree").BindAsync(alice, Employer, nonce, clock.GetUtcNow());
Show($"{presentation.Disclosures.Count} disclosure: {presentation.Disclosures[0].Name}");

Step("3. The employer verifies the university's signature, the disclosure, and that it was Alice who answered.");
var policy = new SdJwtPolicy
{
    Token = new JwtPolicy { Algorithms = [JwsAlgorithm.Es256], Issuer = "https://university.example", Type = "example+sd-jwt" },
    KeyBinding = new KeyBindingPolicy { Algorithms = [JwsAlgorithm.EdDsa], Audience = Employer, Nonce = nonce },
};
Verify(presentation.ToString(), policy);

Step("4. Somebody replays the answer to another request. It is refused, and it is said why.");
Verify(presentation.ToString(), policy with { KeyBinding = policy.KeyBinding with { Nonce = "another" } });

Step("5. Somebody changes one character of the signed part. It is refused.");
var text = presentation.ToString();
var at = text.IndexOf('.') + 10;
Verify(text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..], policy);

Step("6. The employer answers with a message that only Alice can read.");
using var aliceReads = PrivateKey.Generate(KeyType.X25519);
var letter = await Jwe.EncryptAsync(Encoding.UTF8.GetBytes("You are hired."), JweRecipient.FromPublicKey(aliceReads.PublicKey));
if (!Jwe.TryParse(letter, out var sealedLetter, out var fault))
{
    throw fault.ToException();
}

var opened = await sealedLetter.DecryptAsync(JweKey.FromAgreement(aliceReads), new JwePolicy { Algorithms = [JweAlgorithm.EcdhEsA256KW] });
Show($"{letter[..40]}... is \"{Encoding.UTF8.GetString(opened.Plaintext!)}\"");

Console.WriteLine("\nNext: read samples/Tour/Program.cs, which did all this, and docs/guides/jose.md.");
return 0;

void Verify(string received, SdJwtPolicy expected)
{
    VerifiedSdJwt? verified = null;
    var isGood = SdJwt.TryParse(received, out var sdJwt, out var error) && sdJwt.Verify(university.PublicKey, expected, out verified, out error);
    Show(isGood ? $"verified: degree is {verified!.Payload["degree"]}" : $"refused: {error}");
}

static void Step(string what) => Console.WriteLine(what);

static void Show(string what) => Console.WriteLine($"   {what}\n");
