// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Jose;

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
Console.WriteLine(Wei.Parse("1.5", EtherUnit.Ether));
Console.WriteLine("every library answers");
