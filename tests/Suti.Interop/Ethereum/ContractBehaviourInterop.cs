// SPDX-License-Identifier: Apache-2.0

using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>
/// Our contracts do what the originals' npm artifacts do: long random histories go to both, call by call in the same block, and results, events and
/// what is kept are compared. Where we chose to differ, the histories leave out, and a test of its own shows both behaviours.
/// </summary>
public sealed class ContractBehaviourInterop(ITestOutputHelper output) : IDisposable
{
    private const int Steps = 250;
    private const string OriginalRegistry = "ethr-did-registry/artifacts/contracts/EthereumDIDRegistry.sol/EthereumDIDRegistry.json";
    private const string OriginalClaims = "ethereum-claims-registry/build/contracts/EthereumClaimsRegistry.json";

    private static readonly string[] Accounts =
        ["0x00000000000000000000000000000000000000a1", "0x00000000000000000000000000000000000000b2", "0x00000000000000000000000000000000000000c3"];

    private readonly AnvilChain _chain = new();

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task Registry_RandomHistory_IsTheSame()
    {
        var pair = await BeginAsync(ContractArtifact.EthereumDidRegistry, OriginalRegistry);
        var random = new Random(20261121);
        var reverted = 0;
        for (var step = 0; step < Steps; step++)
        {
            await AdvanceAsync(random);
            AbiValue identity = Address.Parse(Pick(random));
            AbiValue other = Address.Parse(Pick(random));
            AbiValue name = ContractPair.Word(random.Next(3));
            AbiValue value = ContractPair.Word(random.Next(3));
            AbiValue validity = random.Next(3) switch { 0 => 0, 1 => 600, _ => 86400 };
            var call = random.Next(5) switch
            {
                0 => Encode("changeOwner(address,address)", identity, other),
                1 => Encode("addDelegate(address,bytes32,address,uint256)", identity, name, other, validity),
                2 => Encode("revokeDelegate(address,bytes32,address)", identity, name, other),
                3 => Encode("setAttribute(address,bytes32,bytes,uint256)", identity, name, value, validity),
                _ => Encode("revokeAttribute(address,bytes32,bytes)", identity, name, value),
            };
            reverted += await SameAsync(pair, step, Pick(random), call) ? 0 : 1;
            await SameAnswerAsync(pair, step, Encode("identityOwner(address)", identity));
            await SameAnswerAsync(pair, step, Encode("changed(address)", identity));
            await SameAnswerAsync(pair, step, Encode("validDelegate(address,bytes32,address)", identity, name, other));
            await SameAnswerAsync(pair, step, Encode("nonce(address)", identity));
        }

        output.WriteLine($"registry: {Steps} calls, {reverted} of them reverted by both");
        Assert.InRange(reverted, Steps / 5, Steps * 4 / 5);
    }

    [Fact]
    public async Task Claims_RandomHistory_IsTheSame()
    {
        var pair = await BeginAsync(ContractArtifact.EthereumClaimsRegistry, OriginalClaims);
        var random = new Random(780);
        var reverted = 0;
        for (var step = 0; step < Steps; step++)
        {
            var from = Pick(random);
            AbiValue issuer = Address.Parse(Pick(random));
            AbiValue subject = Address.Parse(Pick(random));
            AbiValue key = ContractPair.Word(random.Next(2));

            // A subject that removes what another claimed is told of otherwise: see below.
            var isBySubject = Address.Parse(from) == subject.AsAddress() && issuer.AsAddress() != subject.AsAddress();
            var call = random.Next(3) switch
            {
                0 => Encode("setClaim(address,bytes32,bytes32)", subject, key, ContractPair.Word(random.Next(3))),
                1 => Encode("setSelfClaim(bytes32,bytes32)", key, ContractPair.Word(random.Next(3))),
                _ => Encode("removeClaim(address,address,bytes32)", isBySubject ? subject : issuer, subject, key),
            };
            reverted += await SameAsync(pair, step, from, call) ? 0 : 1;
            await SameAnswerAsync(pair, step, Encode("getClaim(address,address,bytes32)", issuer, subject, key));
            await SameAnswerAsync(pair, step, Encode("registry(address,address,bytes32)", subject, subject, key));
        }

        output.WriteLine($"claims: {Steps} calls, {reverted} of them reverted by both");
        Assert.InRange(reverted, 10, Steps / 2);
    }

    [Fact]
    public async Task Claims_RemovedByTheSubject_NameTheIssuerOnlyWithUs()
    {
        var pair = await BeginAsync(ContractArtifact.EthereumClaimsRegistry, OriginalClaims);
        AbiValue[] place = [Address.Parse(Accounts[0]), Address.Parse(Accounts[1]), ContractPair.Word(1)];
        await SameAsync(pair, 0, Accounts[0], Encode("setClaim(address,bytes32,bytes32)", place[1], place[2], ContractPair.Word(2)));
        var (ours, theirs) = await pair.CallAsync(Accounts[1], Encode("removeClaim(address,address,bytes32)", place));
        Assert.True(ours.Succeeded && theirs.Succeeded);
        Assert.Contains(Accounts[0][2..], ours.Events, StringComparison.Ordinal);
        Assert.DoesNotContain(Accounts[0][2..], theirs.Events, StringComparison.Ordinal);
        await SameAnswerAsync(pair, 0, Encode("getClaim(address,address,bytes32)", place));
    }

    private static string Pick(Random random) => Accounts[random.Next(Accounts.Length)];

    private static byte[] Encode(string function, params AbiValue[] values) => AbiFunction.Parse(function).EncodeCall(values);

    private static async Task<bool> SameAsync(ContractPair pair, int step, string from, byte[] call)
    {
        var (ours, theirs) = await pair.CallAsync(from, call);
        Assert.True(ours == theirs, $"step {step}, {Hex.Encode(call)} from {from}: ours {ours}, the original {theirs}");
        return ours.Succeeded;
    }

    private static async Task SameAnswerAsync(ContractPair pair, int step, byte[] question)
    {
        var (ours, theirs) = await pair.AskAsync(question, question);
        Assert.True(ours == theirs, $"step {step}, {Hex.Encode(question)}: ours {ours}, the original {theirs}");
    }

    private async Task<ContractPair> BeginAsync(ContractArtifact ours, string original)
    {
        foreach (var account in Accounts)
        {
            await _chain.FundAsync(account);
        }

        return await ContractPair.DeployAsync(_chain, ours, [], original, []);
    }

    private async Task AdvanceAsync(Random random)
    {
        if (random.Next(4) == 0)
        {
            await _chain.CallAsync("evm_increaseTime", random.Next(2) == 0 ? 601 : 86401);
        }
    }
}
