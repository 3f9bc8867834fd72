// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Samples.Jose;

/// <summary>A club that gives its members cards: SD-JWTs, bound to the key of the member.</summary>
internal sealed class Club : IDisposable
{
    public const string Name = "https://club.example";
    public const string CardType = "club-card+sd-jwt";

    private readonly PrivateKey _key = PrivateKey.Generate(KeyType.Ed25519);

    public PublicKey PublicKey => _key.PublicKey;

    public async Task<string> IssueCardAsync(string name, string level, PublicKey member)
    {
        var now = TimeProvider.System.GetUtcNow();
        var card = await new SdJwtIssuer(new JsonObject
        {
            ["iss"] = Name,
            ["exp"] = now.AddYears(1).ToUnixTimeSeconds(),
            ["name"] = name,
            ["level"] = level,
        })
            .Disclosable("/name", "/level")
            .BoundTo(member)
            .SignAsync(new JwsSigner(_key, header: new JoseHeaderParameters { Type = CardType }));
        return card.ToString();
    }

    public void Dispose() => _key.Dispose();
}
