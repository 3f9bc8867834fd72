// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;
using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>
/// One of our contracts and the original of it, on one chain. Each call goes to both in the same block, so that both see the same time, and what
/// they did is compared: whether they reverted, and which events they told. Addresses that are theirs alone stand in the events under one name.
/// </summary>
internal sealed class ContractPair
{
    private static readonly string Packages = Path.Combine(RepositoryPaths.Root, "tests", "peers", "node_modules");

    private readonly AnvilChain _chain;
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    private ContractPair(AnvilChain chain, string ours, string theirs)
    {
        (_chain, Ours, Theirs) = (chain, ours, theirs);
        Name("contract", ours, theirs);
    }

    /// <summary>Who deploys and pays.</summary>
    internal static string Deployer { get; } = "0x00000000000000000000000000000000000000dd";

    internal string Ours { get; }

    internal string Theirs { get; }

    /// <summary>What the last call cost.</summary>
    internal (ulong Ours, ulong Theirs) Gas { get; private set; }

    /// <summary>A number as a word of 32 bytes.</summary>
    internal static byte[] Word(int number) => Hex.DecodePrefixed("0x" + number.ToString("x64", CultureInfo.InvariantCulture));

    /// <summary>Deploys both on a chain that makes a block when it is told to.</summary>
    internal static async Task<ContractPair> DeployAsync(
        AnvilChain chain, ContractArtifact ours, AbiValue[] arguments, string original, AbiValue[] theirArguments, string constructor = "constructor()")
    {
        await chain.CallAsync("anvil_autoImpersonateAccount", true);
        await chain.CallAsync("evm_setAutomine", false);
        await chain.FundAsync(Deployer);
        var artifact = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Packages, original)))!;
        var code = Hex.DecodePrefixed((string)(artifact["bytecode"] ?? artifact["unlinked_binary"])!);
        var tail = theirArguments.Length == 0 ? [] : AbiFunction.Parse(constructor).EncodeCall(theirArguments).AsSpan(4).ToArray();
        var hashes = new[]
        {
            await SendAsync(chain, Deployer, null, ours.GetInitCode(arguments)),
            await SendAsync(chain, Deployer, null, [.. code, .. tail]),
        };
        await chain.MineAsync();
        var addresses = new List<string>();
        foreach (var hash in hashes)
        {
            addresses.Add((string)(await chain.CallAsync("eth_getTransactionReceipt", hash))!["contractAddress"]!);
        }

        return new(chain, addresses[0], addresses[1]);
    }

    /// <summary>Gives two addresses that stand for the same thing one name.</summary>
    internal void Name(string name, string ours, string theirs) => _names[ours] = _names[theirs] = name;

    /// <summary>Makes a call on both in one block. Gives what ours did and what the original did.</summary>
    internal async Task<(Outcome Ours, Outcome Theirs)> CallAsync(string from, byte[] ours, byte[] theirs)
    {
        var hashes = new[] { await SendAsync(_chain, from, Ours, ours), await SendAsync(_chain, from, Theirs, theirs) };
        await _chain.MineAsync();
        var (oursDid, theirsDid) = (await ReceiptAsync(hashes[0]), await ReceiptAsync(hashes[1]));
        Gas = (GasOf(oursDid), GasOf(theirsDid));
        return (Read(oursDid), Read(theirsDid));
    }

    internal Task<(Outcome Ours, Outcome Theirs)> CallAsync(string from, byte[] data) => CallAsync(from, data, data);

    /// <summary>Asks both without changing anything.</summary>
    internal async Task<(string Ours, string Theirs)> AskAsync(byte[] ours, byte[] theirs) => (await AskAsync(Ours, ours), await AskAsync(Theirs, theirs));

    private static async Task<string> SendAsync(AnvilChain chain, string from, string? to, byte[] data)
    {
        var transaction = new JsonObject { ["from"] = from, ["data"] = "0x" + Hex.Encode(data), ["gas"] = "0x5b8d80" };
        if (to is not null)
        {
            transaction["to"] = to;
        }

        return (string)(await chain.CallAsync("eth_sendTransaction", transaction))!;
    }

    private async Task<string> AskAsync(string to, byte[] data) =>
        Rename((string)(await _chain.CallAsync("eth_call", new JsonObject { ["to"] = to, ["data"] = "0x" + Hex.Encode(data) }, "latest"))!);

    private static ulong GasOf(JsonNode receipt) => Convert.ToUInt64((string)receipt["gasUsed"]!, 16);

    private async Task<JsonNode> ReceiptAsync(string hash) => (await _chain.CallAsync("eth_getTransactionReceipt", hash))!;

    private Outcome Read(JsonNode receipt)
    {
        var events = receipt["logs"]!.AsArray().Select(log =>
            Rename(string.Join(' ', log!["topics"]!.AsArray().Select(static topic => (string)topic!).Append((string)log["data"]!).Prepend((string)log["address"]!))));
        return new((string)receipt["status"]! == "0x1", string.Join('\n', events));
    }

    private string Rename(string text)
    {
        foreach (var (address, name) in _names)
        {
            text = text.Replace(address[2..], name, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    /// <summary>What a call did.</summary>
    /// <param name="Succeeded">Whether it was not reverted.</param>
    /// <param name="Events">What it told.</param>
    internal sealed record Outcome(bool Succeeded, string Events)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Succeeded ? "done" : "reverted")}\n{Events}");
    }
}
