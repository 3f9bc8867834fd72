// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>
/// Our manager of identities beside uPort's: the same random history of owners, recovery, migrations and calls, each in the same block for both, so that
/// locks and rates are met to the second. Its ancestor takes the key that acts as a first argument; otherwise the calls are the same.
/// </summary>
public sealed class IdentityBehaviourInterop(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Steps = 400;
    private const string Original = "uport-identity/build/contracts/MetaIdentityManager.json";
    private const string Key = "0x0000000000000000000000000000000000000000000000000000000000000001";
    private const string Recovery = "0x00000000000000000000000000000000000000ee";
    private const string NextManager = "0x00000000000000000000000000000000000000f1";

    private static readonly string[] Accounts =
        ["0x00000000000000000000000000000000000000a1", "0x00000000000000000000000000000000000000b2", "0x00000000000000000000000000000000000000c3", Recovery];

    private readonly AnvilChain _chain = new();
    private readonly HashSet<string> _owners = [Accounts[0]];
    private ContractPair _pair = null!;
    private string _claims = "";
    private (string Ours, string Theirs) _identity;

    public async ValueTask InitializeAsync()
    {
        foreach (var account in Accounts)
        {
            await _chain.FundAsync(account);
        }

        _claims = (await ContractPair.DeployAsync(
            _chain, ContractArtifact.EthereumClaimsRegistry, [], "ethereum-claims-registry/build/contracts/EthereumClaimsRegistry.json", [])).Ours;
        AbiValue[] arguments = [3600, 129600, 1200, Address.Parse("0x00000000000000000000000000000000000000d4")];
        _pair = await ContractPair.DeployAsync(
            _chain, ContractArtifact.MetaIdentityManager, arguments, Original, arguments, "constructor(uint256,uint256,uint256,address)");
        var (ours, theirs) = await _pair.CallAsync(Accounts[0], Encode("createIdentity(address,address)", Accounts[0], Recovery));
        Assert.True(ours.Succeeded && theirs.Succeeded);
        _identity = (FindCreated(ours.Events), FindCreated(theirs.Events));
        _pair.Name("identity", _identity.Ours, _identity.Theirs);
        await SameStateAsync("created");
    }

    public ValueTask DisposeAsync()
    {
        _chain.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RandomHistory_OfOneIdentity_IsTheSame()
    {
        // Whoever was owner first has the age that all changes need.
        await _chain.CallAsync("evm_increaseTime", 129601);
        int[] waits = [0, 1, 599, 1199, 1200, 1201, 3599, 3600, 3601, 129599, 129600];
        var random = new Random(1077);
        var done = 0;
        var migrating = false;
        for (var step = 0; step < Steps; step++)
        {
            await _chain.CallAsync("evm_increaseTime", waits[random.Next(waits.Length)]);
            var from = Accounts[random.Next(Accounts.Length)];
            var about = Accounts[random.Next(Accounts.Length)];
            var known = _owners.Contains(about);
            switch (random.Next(8))
            {
                case 0 when !known:
                    done += await ChangesOwnersAsync(step, from, "addOwner", about);
                    break;
                case 1 when !known:
                    done += await ChangesOwnersAsync(step, from, "addOwnerFromRecovery", about);
                    break;
                case 2 when known && _owners.Count > 1:
                    done += await ChangesOwnersAsync(step, from, "removeOwner", about);
                    break;
                case 3:
                    done += await SameAsync(step, from, "changeRecovery", random.Next(4) == 0 ? NextManager : Recovery) ? 1 : 0;
                    break;
                case 4:
                    // We limit how often, as for all calls of administration; the original does not.
                    await _chain.CallAsync("evm_increaseTime", 1201);
                    migrating |= await SameAsync(step, from, "initiateMigration", NextManager);
                    await SameAsync(step, from, "finalizeMigration");
                    await _chain.CallAsync("evm_increaseTime", 1201);
                    break;
                case 5 when migrating:
                    migrating = !await SameAsync(step, from, "cancelMigration");
                    break;
                default:
                    var call = AbiFunction.Parse("setSelfClaim(bytes32,bytes32)").EncodeCall(Hex.DecodePrefixed(Key), ContractPair.Word(step));
                    done += await SameAsync(step, from, "forwardTo", [Address.Parse(_claims), 0, call], "address,uint256,bytes") ? 1 : 0;
                    break;
            }

            await SameStateAsync(step.ToString(CultureInfo.InvariantCulture));
        }

        output.WriteLine($"manager: {Steps} steps, {done} of them changed or called something on both");
        Assert.InRange(done, Steps / 8, Steps);
    }

    [Fact]
    public async Task Differences_AreTheOnesWeChose()
    {
        var (owner, other) = (Accounts[0], Accounts[1]);
        await _chain.CallAsync("evm_increaseTime", 129601);

        await DiffersAsync(owner, "removeOwner", other);                                         // Who is none cannot be removed.
        await DiffersAsync(owner, "initiateMigration", Address.Zero.ToString());                 // An identity must not be lost.
        await DiffersAsync(owner, "cancelMigration");                                            // There is none.
        await _chain.CallAsync("evm_increaseTime", 1201);
        await SameAsync(0, owner, "initiateMigration", NextManager);
        await DiffersAsync(owner, "initiateMigration", NextManager);                             // Too soon: it is limited like the other changes.
        await _chain.CallAsync("evm_increaseTime", 1201);
        await SameAsync(1, Recovery, "addOwnerFromRecovery", other);
        await _chain.CallAsync("evm_increaseTime", 1201);
        await DiffersAsync(owner, "addOwner", other);                                            // Else a stolen key could shorten the lock of recovery.

        // A migration ends all owners with us, and our proxy tells of it; the original forgets the one who finishes it.
        await _chain.CallAsync("evm_increaseTime", 129601);
        var (ended, alike) = await CallAsync(owner, "finalizeMigration", [], "");
        Assert.True(ended.Succeeded && alike.Succeeded);
        Assert.EndsWith(alike.Events, ended.Events, StringComparison.Ordinal);
        var (ours, theirs) = await _pair.AskAsync(View("isOwner", _identity.Ours, other), View("isOwner", _identity.Theirs, other));
        Assert.EndsWith("0", ours, StringComparison.Ordinal);
        Assert.EndsWith("1", theirs, StringComparison.Ordinal);

        // Nobody is no owner.
        var (none, nobody) = await _pair.CallAsync(owner, Encode("createIdentity(address,address)", Address.Zero.ToString(), Recovery));
        Assert.False(none.Succeeded);
        Assert.True(nobody.Succeeded);
    }

    [Fact]
    public async Task Gas_OfEachCall_StandsBesideTheOriginals()
    {
        var (owner, other) = (Accounts[0], Accounts[1]);
        var call = AbiFunction.Parse("setSelfClaim(bytes32,bytes32)").EncodeCall(Hex.DecodePrefixed(Key), ContractPair.Word(1));
        (string From, string Method, AbiValue[] Arguments, string Types)[] calls =
        [
            (owner, "forwardTo", [Address.Parse(_claims), 0, call], "address,uint256,bytes"),
            (owner, "addOwner", [Address.Parse(other)], "address"),
            (owner, "removeOwner", [Address.Parse(other)], "address"),
            (owner, "changeRecovery", [Address.Parse(Recovery)], "address"),
            (Recovery, "addOwnerFromRecovery", [Address.Parse(other)], "address"),
            (owner, "initiateMigration", [Address.Parse(NextManager)], "address"),
            (owner, "cancelMigration", [], ""),
            (owner, "initiateMigration", [Address.Parse(NextManager)], "address"),
            (owner, "finalizeMigration", [], ""),
        ];
        var over = new List<string>();
        foreach (var (from, method, arguments, types) in calls)
        {
            await _chain.CallAsync("evm_increaseTime", 129601);
            var (ours, theirs) = await CallAsync(from, method, arguments, types);
            Assert.True(ours.Succeeded && theirs.Succeeded, method);
            var ratio = (double)_pair.Gas.Ours / _pair.Gas.Theirs;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"gas {method}: {_pair.Gas.Ours}, theirs {_pair.Gas.Theirs}, {ratio:0.000}"));
            if (ratio > 1)
            {
                over.Add(method);
            }
        }

        // These do more than their ancestors: the one is limited like the other changes, the other ends all owners and tells of the proxy's new one.
        Assert.Equal(["finalizeMigration", "initiateMigration"], over.Distinct().Order());
    }

    private static string FindCreated(string events)
    {
        var topic = Hex.Encode(AbiEvent.Parse("LogIdentityCreated(address indexed identity, address indexed creator, address owner, address indexed recoveryKey)").Topic);
        var parts = events.Split('\n').Select(static line => line.Split(' ')).Single(parts => parts[1][2..] == topic);
        return "0x" + parts[2][^40..];
    }

    private static byte[] Encode(string function, params string[] addresses) =>
        AbiFunction.Parse(function).EncodeCall([.. addresses.Select(static address => (AbiValue)Address.Parse(address))]);

    private static byte[] View(string name, params string[] addresses) =>
        Encode($"{name}({string.Join(',', addresses.Select(static _ => "address"))})", addresses);

    private async Task<int> ChangesOwnersAsync(int step, string from, string method, string about)
    {
        if (!await SameAsync(step, from, method, about))
        {
            return 0;
        }

        Assert.True(method == "removeOwner" ? _owners.Remove(about) : _owners.Add(about));
        return 1;
    }

    private Task<bool> SameAsync(int step, string from, string method, params string[] addresses) =>
        SameAsync(step, from, method, [.. addresses.Select(static address => (AbiValue)Address.Parse(address))], string.Join(',', addresses.Select(static _ => "address")));

    private async Task<bool> SameAsync(int step, string from, string method, AbiValue[] arguments, string types)
    {
        var (ours, theirs) = await CallAsync(from, method, arguments, types);
        Assert.True(ours == theirs, $"step {step}, {method} from {from}: ours {ours}, the original {theirs}");
        return ours.Succeeded;
    }

    private Task<(ContractPair.Outcome Ours, ContractPair.Outcome Theirs)> CallAsync(string from, string method, AbiValue[] arguments, string types)
    {
        var rest = types.Length == 0 ? "" : "," + types;
        return _pair.CallAsync(
            from,
            AbiFunction.Parse($"{method}(address{rest})").EncodeCall([Address.Parse(_identity.Ours), .. arguments]),
            AbiFunction.Parse($"{method}(address,address{rest})").EncodeCall([Address.Parse(from), Address.Parse(_identity.Theirs), .. arguments]));
    }

    /// <summary>We refuse what the original does.</summary>
    private async Task DiffersAsync(string from, string method, string? about = null)
    {
        var (ours, theirs) = await CallAsync(from, method, about is null ? [] : [Address.Parse(about)], about is null ? "" : "address");
        Assert.Equal((method, false, true), (method, ours.Succeeded, theirs.Succeeded));
    }

    private async Task SameStateAsync(string step)
    {
        foreach (var account in Accounts.Append(NextManager))
        {
            foreach (var view in (string[])["isOwner", "isOlderOwner", "isRecovery"])
            {
                await SameAnswerAsync(step, view, account);
            }
        }

        await SameAnswerAsync(step, "migrationInitiated");
        await SameAnswerAsync(step, "migrationNewAddress");
    }

    private async Task SameAnswerAsync(string step, string view, params string[] others)
    {
        var (ours, theirs) = await _pair.AskAsync(View(view, [_identity.Ours, .. others]), View(view, [_identity.Theirs, .. others]));
        Assert.True(ours == theirs, $"after step {step}, {view}({string.Join(',', others)}): ours {ours}, the original {theirs}");
    }
}
