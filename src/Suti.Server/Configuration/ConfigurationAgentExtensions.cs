// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Suti.Agent;
using Suti.Credentials;
using Suti.Dids;
using Suti.Dids.Ethr;
using Suti.Ethereum;
using Suti.Storage.Postgres;
using Suti.Storage.Sqlite;

namespace Suti.Server;

/// <summary>Sets an agent up as its configuration says.</summary>
public static class ConfigurationAgentExtensions
{
    private const string ProviderPrefix = "did:";

    /// <summary>Adds store, root key, keys, DID methods, credentials and message handlers.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="builder">The builder.</param>
    /// <param name="askPassphrase">
    /// Asks a person for the passphrase, where the root key is derived from one and neither file nor variable has it; null when nobody can be asked.
    /// </param>
    /// <exception cref="SutiException">
    /// The passphrase is nowhere (<see cref="ConfigurationErrorCodes.PassphraseMissing"/>), or its file cannot be used.
    /// </exception>
    public static void ApplyTo(this SutiConfiguration configuration, IAgentBuilder builder, Func<string?>? askPassphrase = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(builder);
        UseStore(builder, configuration.Store);
        UseRootKey(builder, configuration.RootKey, askPassphrase);
        foreach (var system in configuration.Keys.Systems)
        {
            builder.AddLocalKeys(system);
        }

        foreach (var wallet in configuration.Keys.Wallets)
        {
            // One for all: what it has learned of an account it does not ask again.
            var connected = wallet.Connect();
            builder.AddKeys(wallet.Name, _ => connected, "keys.wallets");
        }

        AddDids(builder, configuration);
        AddCredentials(builder, configuration);
        builder.AddTrust(configuration.Trust);
        AddMessages(builder, configuration);
    }

    private static void UseStore(IAgentBuilder builder, StoreConfiguration store)
    {
        if (store.Postgres is not null)
        {
            builder.UsePostgres(new PostgresStoreOptions { ConnectionString = store.Postgres, Schema = store.PostgresSchema });
            return;
        }

        if (Path.GetDirectoryName(store.Sqlite) is { Length: > 0 } folder)
        {
            PrivateFiles.CreateFolder(folder);
        }

        builder.UseSqlite(store.Sqlite!);
    }

    private static void UseRootKey(IAgentBuilder builder, RootKeyConfiguration rootKey, Func<string?>? askPassphrase)
    {
        switch (rootKey.Source)
        {
            case "environment":
                builder.UseRootKeyFromEnvironment(rootKey.Variable);
                break;
            case "passphrase":
                builder.UsePassphrase(ReadPassphrase(rootKey, askPassphrase));
                break;
            default:
                builder.UseRootKeyFile(rootKey.File);
                break;
        }
    }

    private static string ReadPassphrase(RootKeyConfiguration rootKey, Func<string?>? askPassphrase)
    {
        var passphrase = rootKey.PassphraseFile is not null
            ? PrivateFiles.ReadText(rootKey.PassphraseFile)
            : Environment.GetEnvironmentVariable(ConfigurationSettings.PassphraseVariable);
        return passphrase is { Length: > 0 }
            ? passphrase
            : askPassphrase?.Invoke() is { Length: > 0 } answer
                ? answer
                : throw new SutiException(
                    ConfigurationErrorCodes.PassphraseMissing,
                    $"The root key comes from a passphrase: set rootKey.passphraseFile or {ConfigurationSettings.PassphraseVariable}, or start on a terminal.");
    }

    private static void AddDids(IAgentBuilder builder, SutiConfiguration configuration)
    {
        var dids = configuration.Dids;
        var http = configuration.Http.ToOptions();
        builder.Services.AddSingleton(new DidManagerOptions { DefaultProvider = dids.DefaultProvider });

        // The method of the default provider comes first, so that lists begin with it.
        foreach (var method in dids.Methods.OrderByDescending(method => dids.DefaultProvider == ProviderPrefix + method))
        {
            _ = method switch
            {
                "key" => builder.AddDidKey(),
                "jwk" => builder.AddDidJwk(),
                "peer" => builder.AddDidPeer(),
                "pkh" => builder.AddDidPkh(),
                "web" => builder.AddDidWeb(http),
                "webvh" => builder.AddDidWebVh(http),
                _ => throw new ArgumentOutOfRangeException(nameof(configuration), "The configuration was not checked."),
            };
        }

        if (dids.Networks.Count > 0)
        {
            // The nodes are those of the operator, so that no guard stands before them. The client lives as long as the process.
            var nodes = new HttpClient { Timeout = TimeSpan.FromSeconds(configuration.Http.TimeoutSeconds) };
            builder.AddDidEthr(options =>
            {
                foreach (var network in dids.Networks)
                {
                    var connected = network.Connect(nodes);
                    options.Networks.Add(connected);
                    if (network.ContractSignatures)
                    {
                        builder.AddContractSignatures(connected.ChainId, new ContractSignatureVerifier(connected.Client));
                    }
                }
            });

            // A network may get its contracts later; what is not configured says so when it is called.
            builder.AddIdentities().AddClaimsRegistry().AddEthereumContracts();
        }
        else
        {
            foreach (var capability in (AgentCapability[])[IdentitiesApi.Capability, ClaimsRegistryApi.Capability, EthereumContractsApi.Capability])
            {
                builder.Plan.LeaveOut(capability, "It needs a network of Ethereum: name one under dids.networks in suti.json.");
            }
        }

        if (dids.Resolver is not null)
        {
            builder.AddRemoteResolver(new RemoteDidResolver(new HttpClient(), dids.Resolver));
        }
    }

    private static void AddCredentials(IAgentBuilder builder, SutiConfiguration configuration)
    {
        builder.Services.AddSingleton<IResourceFetcher>(new HttpResourceFetcher(configuration.Http.ToOptions()));
        foreach (var format in configuration.Credentials.Formats)
        {
            _ = format switch
            {
                "jwt" => builder.AddJwtCredentials(),
                "sd-jwt" => builder.AddSdJwtCredentials(),
                "cose" => builder.AddCoseCredentials(),
                "eip712" => builder.AddEip712Credentials(),
                _ => throw new ArgumentOutOfRangeException(nameof(configuration), "The configuration was not checked."),
            };
        }

        if (configuration.Credentials.Formats.Count > 0)
        {
            builder.AddCredentialRequests();
        }

        if (configuration.Credentials is { StatusLists: true, Formats.Count: > 0 })
        {
            builder.AddStatusLists();
        }
    }

    /// <summary>The handlers are asked in this order: a URL may lead to any of the others, and a JWT that is no credential may be a request.</summary>
    private static void AddMessages(IAgentBuilder builder, SutiConfiguration configuration)
    {
        builder.AddUrlMessages(configuration.Http.ToOptions());
        if (configuration.Credentials.Formats.Count > 0)
        {
            builder.AddCredentialMessages();
        }

        builder.AddJwtMessages();
        if (configuration.Credentials.Formats.Contains("jwt", StringComparer.Ordinal))
        {
            builder.AddDisclosureMessages().AddSelectiveDisclosure();
        }
    }
}
