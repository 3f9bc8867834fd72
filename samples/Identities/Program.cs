// SPDX-License-Identifier: Apache-2.0

using Suti;
using Suti.Crypto;
using Suti.Dids;
using Suti.Dids.Ethr;
using Suti.Ethereum;
using Suti.Samples.Identities;

// Alice's identity on a chain for development: created and paid by a relayer, changed by her key, saved by her recovery key.
// usage: Suti.Samples.Identities [RPC-URL]   (anvil's address when left out)
using var http = new HttpClient();
var endpoint = new Uri(args.Length > 0 ? args[0] : "http://127.0.0.1:8545");
var client = EthereumClient.Connect(http, new EthereumClientOptions { PollInterval = TimeSpan.FromMilliseconds(50) }, endpoint);

using var relayerKey = PrivateKey.Generate(KeyType.Secp256k1);
var relayer = new TransactionSender(client, relayerKey);
await DevelopmentAsync("anvil_setBalance", $"[\"{relayer.Account}\",\"0x3635c9adc5dea00000\"]");

var registry = await ContractArtifact.EthereumDidRegistry.DeployAsync(relayer, []);
var relay = new IdentityRelay(client, await ContractArtifact.IdentityRelay.DeployAsync(relayer, [Address.Zero]));
var manager = new IdentityManager(client, await ContractArtifact.MetaIdentityManager.DeployAsync(relayer, [3600, 129600, 1200, relay.Address]));
var network = new EthrNetwork("development", await client.GetChainIdAsync(), registry, client);

using var phone = PrivateKey.Generate(KeyType.Secp256k1);
using var recovery = PrivateKey.Generate(KeyType.Secp256k1);
var identity = await manager.CreateAsync(relayer, Address.FromPublicKey(phone.PublicKey), Address.FromPublicKey(recovery.PublicKey));
var did = EthrIdentifier.Create(identity, network.Name);
Console.WriteLine($"registry {registry}");
Console.WriteLine($"did {did}");

var month = TimeSpan.FromDays(30);
await ByAsync(phone, EthrAction.SetAttribute(EthrAttribute.OfService("Inbox", "https://inbox.example/alice"), month));
await ByAsync(phone, EthrAction.AddDelegate("veriKey", Address.FromPublicKey(phone.PublicKey), month));
await ShowAsync("the phone's key set a service and a delegate; the relayer paid");

using var newPhone = PrivateKey.Generate(KeyType.Secp256k1);
await relay.ExecuteAsync(recovery, manager.AddOwnerFromRecovery(identity, Address.FromPublicKey(newPhone.PublicKey)), relayer);
try
{
    await ByAsync(newPhone, EthrAction.RevokeDelegate("veriKey", Address.FromPublicKey(phone.PublicKey)));
}
catch (SutiException exception)
{
    Console.WriteLine($"the new phone, before its lock has passed: {exception.Code}");
}

await DevelopmentAsync("evm_increaseTime", "[3600]");
await DevelopmentAsync("evm_mine", "[]");
await ByAsync(newPhone, EthrAction.RevokeDelegate("veriKey", Address.FromPublicKey(phone.PublicKey)));
await ByAsync(newPhone, EthrAction.AddDelegate("veriKey", Address.FromPublicKey(newPhone.PublicKey), month));
await ShowAsync("the new phone, after it");

async Task ByAsync(PrivateKey key, EthrAction action) =>
    await relay.ExecuteAsync(key, manager.Forward(identity, action.ToCall(registry, identity)), relayer);

async Task ShowAsync(string what)
{
    // The chain's clock was moved ahead of ours: what ended there must have ended here.
    var newest = await client.GetBlockAsync(BlockTag.Latest);
    var options = new EthrDidOptions { Clock = new ChainClock(newest!.Timestamp.AddSeconds(1)) };
    options.Networks.Add(network);
    var document = (await new DidResolver([new EthrDidMethod(options)]).ResolveAsync(did.ToString())).GetDocument();
    Console.WriteLine($"{what}: {string.Join(' ', document.VerificationMethods.Select(method => method.Id.Fragment))} {string.Join(' ', document.Services.Select(service => service.Types[0]))}");
}

async Task DevelopmentAsync(string method, string parameters) => await client.BatchAsync([new JsonRpcRequest(method, parameters)]);
