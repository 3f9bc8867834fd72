// SPDX-License-Identifier: Apache-2.0

using Suti;
using Suti.Crypto;
using Suti.Dids;

// One real call into every library of tiers 0 to 3. A failure throws.
var hash = new SutiException("sample", "message").Code;
Console.WriteLine(hash);
Console.WriteLine(RandomSource.System.GetBytes(32).Length);
using (var key = PrivateKey.Generate(KeyType.Ed25519))
{
    var resolved = await new DidResolver([new KeyDidMethod()]).ResolveAsync(KeyDidMethod.Create(key.PublicKey).ToString());
    Console.WriteLine(resolved.GetDocument().ToJson().Length);
}

Console.WriteLine("every library answers");
