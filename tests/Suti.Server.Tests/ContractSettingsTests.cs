// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Agent;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Testing;

namespace Suti.Server.Tests;

/// <summary>Whether a configured agent asks the contracts behind accounts, on a real chain.</summary>
[Trait("Category", "Contracts")]
public sealed class ContractSettingsTests(AnvilChain chain) : IClassFixture<AnvilChain>
{
    private const string Account = "0x00000000000000000000000000000000c0ffee01";

    /// <summary>Code that answers everything with the magic value of ERC-1271.</summary>
    private const string Agreeing = "0x631626ba7e60e01b60005260206000f3";

    [Theory]
    [InlineData(true, Agreeing, "ok")]
    [InlineData(true, "0x600060005260206000f3", "invalid")]
    [InlineData(false, Agreeing, "invalid")]
    public async Task ContractSignatures_OfANetwork_AreAskedForWhenOn(bool isOn, string code, string reason)
    {
        await chain.CallAsync("anvil_setCode", Account, code);
        using var folder = new TemporaryFolder();
        SutiFolder.Initialize(folder.Path);
        var network = new JsonObject
        {
            ["name"] = "test",
            ["chainId"] = 31337,
            ["registry"] = "0x0000000000000000000000000000000000000001",
            ["rpc"] = new JsonArray(chain.Endpoint.ToString()),
            ["contractSignatures"] = isOn,
        };
        File.WriteAllText(folder["suti.json"], new JsonObject { ["dids"] = new JsonObject { ["networks"] = new JsonArray(network) } }.ToJsonString());
        var builder = AgentBuilder.Create();
        ConfigurationReader.Read(new ConfigurationSources { Folder = folder.Path }).ApplyTo(builder);
        await using var agent = await builder.BuildAsync();

        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var did = $"did:pkh:eip155:31337:{Account}";
        var credential = new CredentialBuilder(CredentialDataModel.V1).WithIssuer(did).ValidFrom(DateTimeOffset.UnixEpoch.AddYears(50))
            .AddSubject("did:example:alice", new JsonObject { ["name"] = "Alice" }).Build();
        var issued = await CredentialFormats.Eip712.IssueAsync(credential, new CredentialSigner(key, did + "#blockchainAccountId"), IssueOptions.Standard, CancellationToken.None);
        var result = await agent.Credentials.VerifyAsync(JsonElement.Parse(issued.ToString()));
        Assert.Equal((reason, reason == "ok"), (Assert.Single(result.Checks, check => check.Code == CheckCodes.Signature).Reason, result.Verified));
    }
}
