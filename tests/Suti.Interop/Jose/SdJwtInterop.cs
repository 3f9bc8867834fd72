// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Jose;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>npm <c>@sd-jwt/core</c>, each side as issuer, holder and verifier.</summary>
public sealed class SdJwtInterop : IDisposable
{
    private const string Audience = "https://verifier.example";
    private const string Nonce = "nonce-1";

    private readonly InteropPeer _peer = new("jose.mjs");
    private readonly PrivateKey _issuer = PrivateKey.Generate(KeyType.P256, KeyExportPolicy.AllowExport);
    private readonly PrivateKey _holder = PrivateKey.Generate(KeyType.P256, KeyExportPolicy.AllowExport);

    public void Dispose()
    {
        _peer.Dispose();
        _issuer.Dispose();
        _holder.Dispose();
    }

    [Fact]
    public async Task Ours_PresentedByTheirs_VerifiesWithBoth()
    {
        var issued = await new SdJwtIssuer(Claims()).Disclosable("/name", "/address/street", "/nationalities/0").BoundTo(_holder.PublicKey)
            .SignAsync(new JwsSigner(_issuer, header: new JoseHeaderParameters { Type = "dc+sd-jwt" }));
        var presented = (string)_peer.Call("sd-jwt.present", new()
        {
            ["algorithm"] = "ES256",
            ["holderJwk"] = JoseInterop.Private(Jwk.FromPrivateKey(_holder)),
            ["token"] = issued.ToString(),
            ["frame"] = new JsonObject { ["name"] = true },
            ["keyBinding"] = new JsonObject { ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), ["aud"] = Audience, ["nonce"] = Nonce },
        })!;
        var verified = Verify(presented);
        Assert.Equal("Alice", (string)verified.Payload["name"]!);
        Assert.Null(verified.Payload["address"]!["street"]);
        Assert.True(verified.IsKeyBound);
        Assert.Equal("Alice", (string)VerifiedByThem(presented)["name"]!);
    }

    [Fact]
    public async Task Theirs_PresentedByOurs_VerifiesWithBoth()
    {
        var claims = Claims();
        claims["cnf"] = new JsonObject { ["jwk"] = JoseInterop.Public(Jwk.FromPublicKey(_holder.PublicKey)) };
        var token = (string)_peer.Call("sd-jwt.issue", new()
        {
            ["algorithm"] = "ES256",
            ["issuerJwk"] = JoseInterop.Private(Jwk.FromPrivateKey(_issuer)),
            ["claims"] = claims,
            ["frame"] = new JsonObject
            {
                ["_sd"] = new JsonArray("name"),
                ["address"] = new JsonObject { ["_sd"] = new JsonArray("street") },
                ["nationalities"] = new JsonObject { ["_sd"] = new JsonArray(0) },
            },
        })!;
        Assert.True(SdJwt.TryParse(token, out var issued, out var error), error?.ToString());
        Assert.Equal(3, issued.Disclosures.Count);
        var presented = await issued.Disclose("/address/street").BindAsync(_holder, Audience, Nonce, TimeProvider.System.GetUtcNow());
        var verified = Verify(presented.ToString());
        Assert.Equal("A", (string)verified.Payload["address"]!["street"]!);
        Assert.Null(verified.Payload["name"]);
        Assert.Equal("A", (string)VerifiedByThem(presented.ToString())["address"]!["street"]!);
        Assert.Equal(["DE"], verified.Payload["nationalities"]!.AsArray().Select(entry => (string)entry!));
    }

    private static JsonObject Claims() => new()
    {
        ["iss"] = "https://issuer.example",
        ["name"] = "Alice",
        ["address"] = new JsonObject { ["street"] = "A", ["city"] = "B" },
        ["nationalities"] = new JsonArray("FR", "DE"),
    };

    private VerifiedSdJwt Verify(string presented)
    {
        Assert.True(SdJwt.TryParse(presented, out var sdJwt, out var error), error?.ToString());
        var policy = new SdJwtPolicy
        {
            Token = new JwtPolicy { Algorithms = [JwsAlgorithm.Es256] },
            KeyBinding = new KeyBindingPolicy { Algorithms = [JwsAlgorithm.Es256], Audience = Audience, Nonce = Nonce },
        };
        Assert.True(sdJwt.Verify(_issuer.PublicKey, policy, out var verified, out error), error?.ToString());
        return verified;
    }

    private JsonNode VerifiedByThem(string presented) => _peer.Call("sd-jwt.verify", new()
    {
        ["algorithm"] = "ES256",
        ["issuerJwk"] = JoseInterop.Public(Jwk.FromPublicKey(_issuer.PublicKey)),
        ["token"] = presented,
        ["nonce"] = Nonce,
    })!;
}
