// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Testing;

namespace Suti.Server.Tests;

public sealed class ConfigurationReaderTests
{
    private const string Folder = "/srv/suti";
    private const string Whole = """
        {
          // Comments are allowed, and a comma at the end.
          "$schema": "https://example.com/suti.json",
          "store": { "sqlite": "data/agent.db" },
          "rootKey": { "source": "environment", "variable": "MY_KEY" },
          "keys": { "systems": ["vault", "local"] },
          "dids": {
            "methods": ["web", "key"],
            "defaultProvider": "did:ethr:test",
            "resolver": "https://resolver.example",
            "networks": [
              { "name": "mainnet", "rpc": ["https://node.example/v3/SECRETTOKEN"] },
              { "name": "test", "chainId": 31337, "registry": "0xdCa7EF03e98e0DC2B855bE647C39ABe984fcF21B", "rpc": ["http://127.0.0.1:8545"], "firstBlock": 7 },
            ],
          },
          "credentials": { "formats": ["jwt"], "statusLists": false },
          "http": { "allowLoopback": true, "timeoutSeconds": 3 },
          "server": { "urls": ["http://127.0.0.1:8080", "https://0.0.0.0:8443"], "expose": ["didManager*"], "maxBodyBytes": 2048 },
        }
        """;

    [Fact]
    public void Read_NoFile_GivesDefaults()
    {
        var configuration = ConfigurationReader.Read(new ConfigurationSources { Folder = Folder }, null, null);
        Assert.Equal("/srv/suti/.suti/agent.db", configuration.Store.Sqlite);
        Assert.Null(configuration.Store.Postgres);
        Assert.Equal("/srv/suti/.suti/root.key", configuration.RootKey.File);
        Assert.Equal("file", configuration.RootKey.Source);
        Assert.Equal(["local"], configuration.Keys.Systems);
        Assert.Equal(["key", "jwk", "peer", "pkh", "web", "webvh"], configuration.Dids.Methods);
        Assert.Equal("did:key", configuration.Dids.DefaultProvider);
        Assert.True(configuration.Credentials.StatusLists);
        Assert.Equal([new Uri("http://127.0.0.1:7884")], configuration.Server.Urls);
        Assert.All(configuration.Settings, setting => Assert.Equal("default", setting.Origin));
    }

    [Fact]
    public void Read_WholeFile_IsTaken()
    {
        var configuration = Read(Whole);
        Assert.Equal("/srv/suti/data/agent.db", configuration.Store.Sqlite);
        Assert.Equal(("environment", "MY_KEY"), (configuration.RootKey.Source, configuration.RootKey.Variable));
        Assert.Equal(["vault", "local"], configuration.Keys.Systems);
        Assert.Equal("did:ethr:test", configuration.Dids.DefaultProvider);
        Assert.Equal(new Uri("https://resolver.example"), configuration.Dids.Resolver);
        Assert.Equal((31337UL, 7UL), (configuration.Dids.Networks[1].ChainId, configuration.Dids.Networks[1].FirstBlock));
        Assert.Equal(["jwt"], configuration.Credentials.Formats);
        Assert.False(configuration.Credentials.StatusLists);
        Assert.True(configuration.Http.AllowLoopback);
        Assert.Equal(3, configuration.Http.TimeoutSeconds);
        Assert.Equal(2048, configuration.Server.MaxBodyBytes);
        Assert.Equal(2, configuration.Server.Urls.Count);
    }

    [Fact]
    public void Read_Layers_TheLaterWins()
    {
        var sources = new ConfigurationSources
        {
            Folder = "/opt/me",
            Environment = new Dictionary<string, string> { ["SUTI_STORE_SQLITE"] = "env.db", ["SUTI_HTTP_TIMEOUT_SECONDS"] = "4", ["SUTI_DIDS_METHODS"] = "key, web" },
            CommandLine = new Dictionary<string, string> { ["store.sqlite"] = "line.db", ["http.allowLoopback"] = "false" },
        };
        var configuration = ConfigurationReader.Read(sources, Folder + "/suti.json", Encoding.UTF8.GetBytes(Whole));
        Assert.Equal("/opt/me/line.db", configuration.Store.Sqlite);
        Assert.Equal(4, configuration.Http.TimeoutSeconds);
        Assert.False(configuration.Http.AllowLoopback);
        Assert.Equal(["key", "web"], configuration.Dids.Methods);
        Assert.Equal("--store-sqlite", Origin("store.sqlite"));
        Assert.Equal("SUTI_HTTP_TIMEOUT_SECONDS", Origin("http.timeoutSeconds"));
        Assert.Equal("suti.json", Origin("keys.systems"));
        Assert.Equal("default", Origin("server.path"));

        string Origin(string name) => configuration.Settings.Single(setting => setting.Setting.Name == name).Origin;
    }

    [Theory]
    [InlineData("""{"stor":{}}""", "suti.json /stor is not known. Is \"store\" meant?")]
    [InlineData("""{"store":{"sqllite":"a"}}""", "suti.json /store/sqllite is not known. Is \"sqlite\" meant?")]
    [InlineData("""{"store":{"Sqlite":"a"}}""", "suti.json /store/Sqlite is not known. Is \"sqlite\" meant?")]
    [InlineData("""{"zebra":{}}""", "suti.json /zebra is not known.")]
    [InlineData("""{"a/b~c":{}}""", "suti.json /a~1b~0c is not known.")]
    [InlineData("""{"store":"a.db"}""", "suti.json /store must be an object.")]
    [InlineData("""{"store":{},"store":{}}""", "suti.json /store stands there twice.")]
    [InlineData("""{"store":{"sqlite":"a","sqlite":"b"}}""", "suti.json /store/sqlite stands there twice.")]
    [InlineData("""{"store":{"sqlite":7}}""", "suti.json /store/sqlite must be a text.")]
    [InlineData("""{"store":{"sqlite":""}}""", "suti.json /store/sqlite must not be empty or hold the character 0.")]
    [InlineData("""{"store":{"sqlite":"a","postgres":"Host=x"}}""", "suti.json sets both store.sqlite and store.postgres. Keep one of them.")]
    [InlineData("""{"rootKey":{"source":"air"}}""", "suti.json /rootKey/source must be one of file, environment, passphrase.")]
    [InlineData("""{"keys":{"systems":"local"}}""", "suti.json /keys/systems must be an array.")]
    [InlineData("""{"keys":{"systems":[]}}""", "keys.systems must name at least one, such as \"local\".")]
    [InlineData("""{"keys":{"systems":["a","a"]}}""", "keys.systems names \"a\" twice.")]
    [InlineData("""{"dids":{"methods":["key","kez"]}}""", "suti.json /dids/methods/1 must be one of key, jwk, peer, pkh, web, webvh.")]
    [InlineData("""{"dids":{"methods":["key","key"]}}""", "dids.methods names \"key\" twice.")]
    [InlineData("""{"dids":{"resolver":"ftp://x"}}""", "suti.json /dids/resolver must be a URL of http or https.")]
    [InlineData("""{"dids":{"defaultProvider":"did:ethr"}}""", "dids.defaultProvider must be a provider that is set up, such as did:key: see dids.methods and dids.networks.")]
    [InlineData("""{"dids":{"defaultProvider":"did:ethr:b","networks":[{"name":"mainnet","rpc":["https://x"]}]}}""", "dids.defaultProvider names a network that dids.networks lacks.")]
    [InlineData("""{"dids":{"networks":[{"name":"x"}]}}""", "suti.json /dids/networks/0 needs \"rpc\".")]
    [InlineData("""{"dids":{"networks":[{"name":"x","rpc":["https://x"]}]}}""", "dids.networks/0 needs a \"chainId\", since its chain is not known by its name.")]
    [InlineData("""{"dids":{"networks":[{"name":"x","chainId":5,"rpc":["https://x"]}]}}""", "dids.networks/0 needs a \"registry\", since its chain is not known by its name.")]
    [InlineData("""{"dids":{"networks":[{"name":"mainnet","registry":"0x1","rpc":["https://x"]}]}}""", "dids.networks/0 has a \"registry\" that is no address of Ethereum.")]
    [InlineData("""{"dids":{"networks":[{"name":"mainnet","rpc":[]}]}}""", "dids.networks/0 needs a node in \"rpc\".")]
    [InlineData("""{"dids":{"networks":[{"name":"mainnet","rpc":["https://x"]},{"name":"mainnet","rpc":["https://x"]}]}}""", "dids.networks has two networks \"mainnet\".")]
    [InlineData("""{"dids":{"networks":[7]}}""", "suti.json /dids/networks/0 must be an object.")]
    [InlineData("""{"dids":{"networks":[{"name":"mainnet","rcp":[],"rpc":["https://x"]}]}}""", "suti.json /dids/networks/0/rcp is not known. Is \"rpc\" meant?")]
    [InlineData("""{"credentials":{"formats":["jwt","jwt"]}}""", "credentials.formats names \"jwt\" twice.")]
    [InlineData("""{"credentials":{"statusLists":"yes"}}""", "suti.json /credentials/statusLists must be true or false.")]
    [InlineData("""{"http":{"timeoutSeconds":0}}""", "suti.json /http/timeoutSeconds must be between 1 and 300.")]
    [InlineData("""{"http":{"timeoutSeconds":1.5}}""", "suti.json /http/timeoutSeconds must be a whole number.")]
    [InlineData("""{"server":{"path":"agent"}}""", "server.path must begin with a slash.")]
    [InlineData("""{"server":{"urls":[]}}""", "server.urls must name at least one address.")]
    [InlineData("[]", "suti.json must hold an object.")]
    [InlineData("{\n  \"store\": }", "suti.json is not JSON: look at line 2, column 12.")]
    public void Read_WrongFile_IsRefusedWithItsPlace(string json, string problem)
    {
        var refused = Assert.Throws<SutiException>(() => Read(json));
        Assert.Equal((ConfigurationErrorCodes.Invalid, problem), (refused.Code, refused.Message));
    }

    [Fact]
    public void Read_ManyProblems_NamesAll()
    {
        var sources = new ConfigurationSources
        {
            Folder = Folder,
            Environment = new Dictionary<string, string> { ["SUTI_HTTP_ALLOW_LOOPBACK"] = "maybe", ["SUTI_DIDS_NETWORKS"] = "[" },
            CommandLine = new Dictionary<string, string> { ["server.maxBodyBytes"] = "-1" },
        };
        var json = """{"stor":{},"http":{"timeout":1}}"""u8.ToArray();
        var refused = Assert.Throws<SutiException>(() => ConfigurationReader.Read(sources, Folder + "/suti.json", json));
        Assert.Equal(
            [
                "suti.json /stor is not known. Is \"store\" meant?",
                "suti.json /http/timeout is not known. Is \"timeoutSeconds\" meant?",
                "SUTI_DIDS_NETWORKS must be JSON.",
                "SUTI_HTTP_ALLOW_LOOPBACK must be true or false.",
                "--server-max-body-bytes must be a whole number.",
            ],
            refused.Message.Split('\n'));
    }

    [Fact]
    public void Read_PostgresOverSqlite_ReplacesIt()
    {
        var sources = new ConfigurationSources
        {
            Folder = Folder,
            Environment = new Dictionary<string, string> { ["SUTI_STORE_POSTGRES"] = "Host=db;Password=HUNTER2" },
        };
        var configuration = ConfigurationReader.Read(sources, Folder + "/suti.json", Encoding.UTF8.GetBytes(Whole));
        Assert.Null(configuration.Store.Sqlite);
        Assert.Equal("Host=db;Password=HUNTER2", configuration.Store.Postgres);
    }

    [Fact]
    public void Settings_WithSecrets_AreMasked()
    {
        var sources = new ConfigurationSources
        {
            Folder = Folder,
            Environment = new Dictionary<string, string> { ["SUTI_STORE_POSTGRES"] = "Host=db;Password=HUNTER2" },
        };
        var configuration = ConfigurationReader.Read(sources, Folder + "/suti.json", Encoding.UTF8.GetBytes(Whole));
        var shown = string.Join('\n', configuration.Settings) + configuration + configuration.Store + configuration.Dids.Networks[0] + sources;
        Assert.DoesNotContain("HUNTER2", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETTOKEN", shown, StringComparison.Ordinal);
        var networks = configuration.Settings.Single(setting => setting.Setting.Name == "dids.networks").Shown!.AsArray();
        Assert.Equal("mainnet", (string?)networks[0]!["name"]);
        Assert.Equal("(secret)", (string?)networks[0]!["rpc"]);
    }

    [Fact]
    public void Read_Wallets_AreThereAndTheirAddressesAreNotShown()
    {
        var configuration = Read("""{"keys":{"wallets":[{"name":"safe","rpc":"http://127.0.0.1:8550/SECRETTOKEN","chainId":5,"timeoutSeconds":9},{"name":"other","rpc":"https://SECRETTOKEN@x"}]}}""");
        var wallet = configuration.Keys.Wallets[0];
        Assert.Equal(("safe", 8550, 5UL, 9), (wallet.Name, wallet.Rpc.Port, wallet.ChainId, wallet.TimeoutSeconds));
        Assert.Equal((null, null), (configuration.Keys.Wallets[1].ChainId, configuration.Keys.Wallets[1].TimeoutSeconds));
        var shown = string.Join('\n', configuration.Settings) + configuration + wallet
            + configuration.Settings.Single(setting => setting.Setting.Name == "keys.wallets").Shown!.ToJsonString();
        Assert.DoesNotContain("SECRETTOKEN", shown, StringComparison.Ordinal);
        Assert.Contains("safe", shown, StringComparison.Ordinal);
        Assert.Empty(Read("{}").Keys.Wallets);
    }

    [Theory]
    [InlineData("""[{"name":"local","rpc":"http://x"}]""", "keys.wallets has a wallet \"local\" whose name another wallet or system has.")]
    [InlineData("""[{"name":"a","rpc":"http://x"},{"name":"a","rpc":"http://y"}]""", "keys.wallets has a wallet \"a\" whose name another wallet or system has.")]
    [InlineData("""[{"name":"a"}]""", "suti.json /keys/wallets/0 needs \"rpc\".")]
    [InlineData("""[{"rpc":"http://x"}]""", "suti.json /keys/wallets/0 needs \"name\".")]
    [InlineData("""[{"name":"a","rpc":"ws://SECRETTOKEN"}]""", "suti.json /keys/wallets/0/rpc must be a URL of http or https.")]
    [InlineData("""[{"name":"a","rpc":"http://x","timeoutSeconds":0}]""", "suti.json /keys/wallets/0/timeoutSeconds must be between 1 and 3600.")]
    [InlineData("""[{"name":"a","rpc":"http://x","chainID":1}]""", "suti.json /keys/wallets/0/chainID is not known. Is \"chainId\" meant?")]
    public void Read_WrongWallets_SaysWhere(string wallets, string message) =>
        Assert.Equal(message, Assert.Throws<SutiException>(() => Read("{\"keys\":{\"wallets\":" + wallets + "}}")).Message);

    [Fact]
    public void Read_WrongSecret_IsNotInTheMessage()
    {
        var refused = Assert.Throws<SutiException>(() => Read("""{"dids":{"networks":[{"name":"mainnet","rpc":["wss://SECRETTOKEN"]}]}}"""));
        Assert.Equal("suti.json /dids/networks/0/rpc/0 must be a URL of http or https.", refused.Message);
    }

    [Fact]
    public void Read_AlmostKnownVariable_IsAWarning()
    {
        var environment = new Dictionary<string, string> { ["SUTI_STORE_SQLLITE"] = "x", ["SUTI_OTHER"] = "y" };
        var configuration = ConfigurationReader.Read(new ConfigurationSources { Folder = Folder, Environment = environment }, null, null);
        Assert.Equal(["The environment variable SUTI_STORE_SQLLITE is no setting. Is SUTI_STORE_SQLITE meant?"], configuration.Warnings);
    }

    [Fact]
    public void Read_FileThatIsNotThere_IsNotFound()
    {
        using var folder = new TemporaryFolder();
        var refused = Assert.Throws<SutiException>(() => ConfigurationReader.Read(new ConfigurationSources { Folder = folder.Path, File = "other.json" }));
        Assert.Equal(ConfigurationErrorCodes.NotFound, refused.Code);
    }

    [Fact]
    public void Read_FileBesideOrElsewhere_TakesPathsFromItsFolder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["suti.json"], """{"store":{"sqlite":"a.db"}}""");
        Assert.Equal(folder["a.db"], ConfigurationReader.Read(new ConfigurationSources { Folder = folder.Path }).Store.Sqlite);
        var elsewhere = ConfigurationReader.Read(new ConfigurationSources { Folder = "/", File = folder["suti.json"] });
        Assert.Equal((folder["a.db"], folder.Path), (elsewhere.Store.Sqlite, elsewhere.Folder));
    }

    [Fact]
    public void Read_SecretOrUnknownOnTheCommandLine_IsMisuse()
    {
        foreach (var name in new[] { "store.postgres", "store.nothing" })
        {
            var sources = new ConfigurationSources { Folder = Folder, CommandLine = new Dictionary<string, string> { [name] = "x" } };
            Assert.Throws<ArgumentException>(() => ConfigurationReader.Read(sources, null, null));
        }
    }

    [Fact]
    public void Settings_NamesAndDefaults_FitTheModel()
    {
        Assert.Equal(ConfigurationSettings.All.Count, ConfigurationSettings.All.Select(setting => setting.EnvironmentVariable).Distinct().Count());
        Assert.Equal("SUTI_STORE_POSTGRES_SCHEMA", ConfigurationSettings.Find("store.postgresSchema")!.EnvironmentVariable);
        Assert.Equal("--root-key-passphrase-file", ConfigurationSettings.Find("rootKey.passphraseFile")!.Option);
        Assert.Null(ConfigurationSettings.Find("store.postgres")!.Option);
        foreach (var setting in ConfigurationSettings.All.Where(setting => setting.Default is not null))
        {
            var text = JsonNode.Parse(setting.Default!) switch { JsonArray array => string.Join(',', array.Select(item => (string?)item)), var value => value!.ToString() };
            var sources = new ConfigurationSources { Folder = Folder, Environment = new Dictionary<string, string> { [setting.EnvironmentVariable] = setting.Kind == SettingKind.Objects ? "[]" : text } };
            Assert.Equal(setting.EnvironmentVariable, text.Length == 0 ? setting.EnvironmentVariable : ConfigurationReader.Read(sources, null, null).Settings.Single(value => value.Setting == setting).Origin);
        }

        // Every setting is a member of the model: what a file sets under a name must be found there again.
        var members = typeof(SutiConfiguration).GetProperties()
            .Where(group => group.PropertyType.Name.EndsWith("Configuration", StringComparison.Ordinal))
            .SelectMany(group => group.PropertyType.GetProperties().Where(member => member.CanWrite).Select(member => Camel(group.Name) + "." + Camel(member.Name)));
        Assert.Equal(ConfigurationSettings.All.Select(setting => setting.Name).Order(), members.Order());

        static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
    }

    [Fact]
    public void Read_Mutations_AreReadOrRefused()
    {
        var read = 0;
        new MutationFuzzer(71).Run([Encoding.UTF8.GetBytes(Whole)], 2_000, bytes =>
        {
            try
            {
                _ = ConfigurationReader.Read(new ConfigurationSources { Folder = Folder }, Folder + "/suti.json", bytes);
                read++;
            }
            catch (SutiException refused)
            {
                Assert.Equal(ConfigurationErrorCodes.Invalid, refused.Code);
            }
        });
        Assert.InRange(read, 1, 1_999);
    }

    private static SutiConfiguration Read(string json) =>
        ConfigurationReader.Read(new ConfigurationSources { Folder = Folder }, Folder + "/suti.json", Encoding.UTF8.GetBytes(json));
}
