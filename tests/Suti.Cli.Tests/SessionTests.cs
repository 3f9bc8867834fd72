// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Encodings;

namespace Suti.Cli.Tests;

/// <summary>Whole sessions with the real program, over the agent of a folder.</summary>
public sealed class SessionTests
{
    private const string SecretHex = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    [Fact]
    public async Task Dids_FromInitToDelete_DoWhatTheySay()
    {
        using var cli = new CliFolder();
        Assert.Equal("Made suti.json, .suti/.gitignore, .suti/root.key.", await cli.RunAsync("init"));
        Assert.Equal("Everything is there already.", await cli.RunAsync("init"));
        var created = await cli.JsonAsync("did create --alias me");
        var did = created.GetProperty("did").GetString()!;
        Assert.Equal($"{did}\tme\tdid:key", await cli.RunAsync("did list"));
        Assert.Equal("", await cli.RunAsync("did list --alias nobody"));
        Assert.Equal(did, (await cli.JsonAsync("did show me")).GetProperty("did").GetString());
        Assert.Equal(did, (await cli.JsonAsync($"did show {did}")).GetProperty("did").GetString());
        Assert.Equal(did, (await cli.JsonAsync($"did resolve {did}")).GetProperty("didDocument").GetProperty("id").GetString());

        var web = (await cli.JsonAsync("did create --provider did:web --alias shop.example --key-type Secp256k1")).GetProperty("did").GetString();
        Assert.Equal("did:web:shop.example", web);
        Assert.Equal("success\ttrue", await cli.RunAsync($"did add-service {web} --id #orders --type Orders --endpoint https://shop.example/orders"));
        var kid = (await cli.JsonAsync("key create Ed25519")).GetProperty("kid").GetString();
        await cli.RunAsync($"did add-key {web} {kid} --relationship authentication");
        var shown = await cli.JsonAsync("did show shop.example");
        Assert.Equal(2, shown.GetProperty("keys").GetArrayLength());
        Assert.Equal(1, shown.GetProperty("services").GetArrayLength());
        await cli.RunAsync($"did rotate-key {web} {kid}");
        var second = (await cli.JsonAsync("did show shop.example")).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()).ToList();
        Assert.DoesNotContain(kid, second);
        await cli.RunAsync($"did remove-key {web} {second[1]}");
        await cli.RunAsync($"did remove-service {web} #orders");
        shown = await cli.JsonAsync("did show shop.example");
        Assert.Equal((1, 0), (shown.GetProperty("keys").GetArrayLength(), shown.GetProperty("services").GetArrayLength()));

        var (exitCode, _, error) = await cli.TryAsync($"did delete {web}");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("cli.not-confirmed", error, StringComparison.Ordinal);
        Assert.Equal("true", await cli.RunAsync($"did delete {web} --yes"));
        Assert.Equal(ExitCodes.NotFound, (await cli.TryAsync("did show shop.example")).ExitCode);
        Assert.DoesNotContain(File.ReadAllText(cli[".suti/root.key"]), cli.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_OfEverySource_AreUsedAndNeverShown()
    {
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        cli.Write("secret", SecretHex + "\n");
        var imported = await cli.JsonAsync("key import --type Ed25519 --kid imported --private-key-file secret");
        Assert.Equal("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", imported.GetProperty("publicKeyHex").GetString());
        cli.Variables["SUTI_PRIVATE_KEY"] = SecretHex;
        Assert.Equal("imported", (await cli.JsonAsync("key import --type Ed25519 --kid imported")).GetProperty("kid").GetString());
        cli.Variables.Clear();
        Assert.Equal("imported\tEd25519\tlocal\td75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", await cli.RunAsync("key list"));
        await cli.RunAsync("key create Secp256k1 --kid other --exportable");
        Assert.Equal(2, (await cli.JsonAsync("key list")).GetArrayLength());
        Assert.Equal(1, (await cli.JsonAsync("key list --type Secp256k1")).GetArrayLength());

        // RFC 8032 §7.1, test 1: the signature of nothing.
        var signature = await cli.RunAsync("key sign imported -", "");
        Assert.Equal(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            Convert.ToHexStringLower(Base64Url.Decode(signature)));
        await cli.RunAsync("key delete other --yes");
        Assert.Equal(1, (await cli.JsonAsync("key list")).GetArrayLength());
        Assert.Equal(ExitCodes.NotFound, (await cli.TryAsync("key delete other --yes")).ExitCode);

        var (exitCode, _, error) = await cli.TryAsync("key import --type Ed25519");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("SUTI_PRIVATE_KEY", error, StringComparison.Ordinal);
        cli.Write("broken", "{" + SecretHex);
        Assert.Equal(ExitCodes.Usage, (await cli.TryAsync("key import --private-key-file broken")).ExitCode);
        File.WriteAllText(cli["open"], SecretHex);
        Assert.Equal(ExitCodes.Configuration, (await cli.TryAsync("key import --type Ed25519 --private-key-file open")).ExitCode);
        Assert.DoesNotContain(SecretHex, cli.Everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ExportedDid_InAnotherFolder_SignsAgain()
    {
        using var from = new CliFolder();
        using var to = new CliFolder();
        await from.RunAsync("init");
        await to.RunAsync("init");
        from.Write("did.json", $$"""
            {"did":"did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw","alias":"test",
             "keys":[{"type":"Ed25519","privateKeyHex":"{{SecretHex}}","exportable":true}]}
            """);
        Assert.Equal("did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw", (await from.JsonAsync("did import did.json")).GetProperty("did").GetString());
        await from.RunAsync($"did export did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw {to["moved.json"]}");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(to["moved.json"]));
        }

        await to.RunAsync("did import moved.json");
        Assert.Equal("test", (await to.JsonAsync("did list"))[0].GetProperty("alias").GetString());

        await from.RunAsync("did create --alias fixed");
        var did = (await from.JsonAsync("did show fixed")).GetProperty("did").GetString();
        var (exitCode, _, error) = await from.TryAsync($"did export {did} fixed.json");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("may not be exported", error, StringComparison.Ordinal);
        Assert.False(File.Exists(from["fixed.json"]));
        Assert.DoesNotContain(SecretHex, from.Everything + to.Everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Credentials_IssuedShownAndForged_AreToldApart()
    {
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        var did = (await cli.JsonAsync("did create --alias school")).GetProperty("did").GetString();
        cli.Write("diploma.json", $$"""
            {"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/undefined-terms/v2"],
             "type":["VerifiableCredential","Diploma"],"issuer":"did:example:nobody","credentialSubject":{"id":"{{did}}","degree":"MSc"} }
            """);
        var issued = await cli.RunAsync($"credential create diploma.json --issuer {did} --save");
        cli.Write("issued.json", issued);
        Assert.True((await cli.JsonAsync("credential verify issued.json")).GetProperty("verified").GetBoolean());
        Assert.Equal("revoked\tfalse", (await cli.RunAsync("credential status issued.json")).Split('\n')[0]);
        var row = (await cli.RunAsync($"credential list --issuer {did} --type Diploma --take 5")).Split('\t');
        Assert.EndsWith("," + (await cli.JsonAsync($"credential show {row[0]}")).GetString(), JsonElement.Parse(issued).GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(row[0], await cli.RunAsync("credential save -", TokenOf(issued)));
        Assert.Equal("", await cli.RunAsync("credential list --subject did:example:bob"));

        // One letter of the signature is another one.
        var token = TokenOf(issued);
        var at = token.Length - 20;
        var (exitCode, output, _) = await cli.TryAsync("credential verify - --json", token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..]);
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.False(JsonElement.Parse(output).GetProperty("verified").GetBoolean());

        cli.Write("old.json", """
            {"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"issuer":"did:example:nobody",
             "issuanceDate":"2020-01-01T00:00:00Z","credentialSubject":{"id":"did:example:alice"}}
            """);
        var old = JsonElement.Parse(await cli.RunAsync($"credential create old.json --issuer {did}"));
        Assert.Equal("JwtProof2020", old.GetProperty("proof").GetProperty("type").GetString());

        cli.Write("show.json", $$"""
            {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"holder":"{{did}}","verifiableCredential":[{{issued}}]}
            """);
        cli.Write("shown.json", await cli.RunAsync("presentation create show.json --challenge c1 --domain verifier.example --save"));
        Assert.True((await cli.JsonAsync("presentation verify shown.json --challenge c1 --domain verifier.example")).GetProperty("verified").GetBoolean());
        Assert.Equal(ExitCodes.Refused, (await cli.TryAsync("presentation verify shown.json --challenge c2 --domain verifier.example")).ExitCode);
        var presentation = (await cli.RunAsync($"presentation list --holder {did}")).Split('\t');
        Assert.Contains((await cli.JsonAsync($"presentation show {presentation[0]}")).GetString()!, await File.ReadAllTextAsync(cli["shown.json"]), StringComparison.Ordinal);
        Assert.Equal("true", await cli.RunAsync($"credential delete {row[0]} --yes"));
        Assert.Equal(ExitCodes.NotFound, (await cli.TryAsync($"credential show {row[0]}")).ExitCode);
    }

    [Fact]
    public async Task Operations_ByName_AreListedExplainedAndCalled()
    {
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        var names = (await cli.RunAsync("methods")).Split('\n').Select(line => line.Split('\t')[0]).ToList();
        Assert.Contains("didManagerCreate", names);
        Assert.Equal(names, (await cli.JsonAsync("methods")).EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        var explained = await cli.JsonAsync("methods didManagerCreate");
        Assert.Equal("object", explained.GetProperty("request").GetProperty("type").GetString());
        Assert.False(explained.GetProperty("readOnly").GetBoolean());

        Assert.Equal("""["local"]""", await cli.RunAsync("execute keyManagerGetKeyManagementSystems"));
        Assert.Equal("Ed25519", JsonElement.Parse(await cli.RunAsync("execute keyManagerCreate '{\"type\":\"Ed25519\"}'")).GetProperty("type").GetString());
        Assert.Equal("Ed25519", JsonElement.Parse(await cli.RunAsync("execute keyManagerCreate -", """{"type":"Ed25519"}""")).GetProperty("type").GetString());
        await cli.RunAsync("execute dataStoreSaveMessage -", """{"message":{"id":"m1","type":"note","createdAt":"2026-01-02T03:04:05Z","from":"did:example:a\u001b[31m","to":"did:example:b"}}""");
        Assert.Equal("m1\tnote\tdid:example:a\uFFFD[31m\tdid:example:b\t2026-01-02T03:04:05Z", await cli.RunAsync("message list --to did:example:b --type note"));
        Assert.Equal("", await cli.RunAsync("message list --from did:example:b"));
        var (exitCode, _, error) = await cli.TryAsync("message handle - --save", "nobody understands this");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("message.unsupported", error, StringComparison.Ordinal);
        var did = (await cli.JsonAsync("did create --alias findme")).GetProperty("did").GetString();
        Assert.Equal(did, (await cli.JsonAsync("discover findme")).GetProperty("results")[0].GetProperty("matches")[0].GetProperty("did").GetString());
    }

    [Fact]
    public async Task Data_ExportedAndImported_IsTheSameInAnotherFolder()
    {
        using var from = new CliFolder();
        using var to = new CliFolder();
        await from.RunAsync("init");
        await to.RunAsync("init");
        var did = (await from.JsonAsync("did create --alias me")).GetProperty("did").GetString();
        from.Write("pass", "the words of the archive\n");
        var (exitCode, _, error) = await from.TryAsync($"data export {to["backup"]}");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("cli.secret-missing", error, StringComparison.Ordinal);
        Assert.False(File.Exists(to["backup"]));
        var exported = await from.JsonAsync($"data export {to["backup"]} --passphrase-file pass");
        Assert.Equal(ExitCodes.Configuration, (await from.TryAsync($"data export {to["backup"]} --passphrase-file pass")).ExitCode);
        Assert.Equal([to["backup"]], Directory.EnumerateFiles(to.Path, "backup*"));

        to.Variables["SUTI_ARCHIVE_PASSPHRASE"] = "other words";
        Assert.Equal(ExitCodes.Failed, (await to.TryAsync("data import backup")).ExitCode);
        to.Variables["SUTI_ARCHIVE_PASSPHRASE"] = "the words of the archive";
        Assert.Equal(exported.GetProperty("exported").GetInt64(), (await to.JsonAsync("data import backup")).GetProperty("imported").GetInt64());
        Assert.Equal(did, (await to.JsonAsync("did show me")).GetProperty("did").GetString());
        Assert.Equal(ExitCodes.Conflict, (await to.TryAsync("data import backup")).ExitCode);
        Assert.Equal("", await to.RunAsync("did list --space other"));
        Assert.DoesNotContain("the words of the archive", from.Everything + to.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Veramo_NoDatabaseOfIts_IsRefused()
    {
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        Assert.Equal(ExitCodes.Failed, (await cli.TryAsync("data import-veramo none.sqlite --no-secret-key")).ExitCode);
        File.WriteAllText(cli["text.sqlite"], "this is no database at all, but long enough to look at");
        var (exitCode, _, error) = await cli.TryAsync("data import-veramo text.sqlite --no-secret-key");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("veramo.unknown-database", error, StringComparison.Ordinal);
        cli.Variables["SUTI_VERAMO_SECRET_KEY"] = "too short";
        (_, _, error) = await cli.TryAsync("data import-veramo text.sqlite");
        Assert.Contains("veramo.wrong-secret-key", error, StringComparison.Ordinal);
        Assert.DoesNotContain("too short", cli.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApiKeys_AreMadeListedAndRevoked()
    {
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        var token = await cli.RunAsync("apikey create dashboard --scope didManagerGet* --scope didManagerFind --days 90 --space tenant");
        Assert.StartsWith("suti_", token, StringComparison.Ordinal);
        var all = (await cli.JsonAsync("apikey create all --scope *")).GetProperty("id").GetString();
        var keys = await cli.JsonAsync("apikey list");
        Assert.Equal(["all", "dashboard"], keys.EnumerateArray().Select(key => key.GetProperty("name").GetString()));
        Assert.Equal("tenant", keys[1].GetProperty("space").GetString());
        Assert.DoesNotContain(token, keys.GetRawText(), StringComparison.Ordinal);
        await cli.RunAsync($"apikey revoke {all}");
        Assert.Equal(ExitCodes.NotFound, (await cli.TryAsync($"apikey revoke {all}")).ExitCode);
        Assert.Equal("dashboard", (await cli.RunAsync("apikey list")).Split('\t')[1]);
        Assert.Equal(ExitCodes.Usage, (await cli.TryAsync("apikey create nothing")).ExitCode);
        foreach (var file in Directory.EnumerateFiles(cli[".suti"], "agent.db*"))
        {
            Assert.False((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(token)) >= 0);
        }
    }

    [Fact]
    public async Task Settings_AreShownCheckedAndExplained()
    {
        using var cli = new CliFolder();
        cli.Variables["SUTI_STORE_POSTGRES"] = "Host=db;Password=HUNTER2";
        cli.Variables["SUTI_HTTP_TIMEOUT_SECOND"] = "4";
        var settings = (await cli.JsonAsync("config show --server-path /a")).EnumerateArray().ToDictionary(setting => setting.GetProperty("name").GetString()!);
        Assert.Equal("(secret)", settings["store.postgres"].GetProperty("value").GetString());
        Assert.Equal(("/a", "--server-path"), (settings["server.path"].GetProperty("value").GetString(), settings["server.path"].GetProperty("from").GetString()));
        Assert.Equal(JsonValueKind.Null, settings["store.sqlite"].GetProperty("value").ValueKind);
        Assert.Equal(1, (await cli.JsonAsync("config check")).GetProperty("warnings").GetArrayLength());
        Assert.StartsWith("Warning: The environment variable SUTI_HTTP_TIMEOUT_SECOND", await cli.RunAsync("config check"), StringComparison.Ordinal);
        Assert.DoesNotContain("HUNTER2", cli.Everything, StringComparison.Ordinal);

        cli.Variables.Clear();
        File.WriteAllText(cli["suti.json"], """{"store":{"sqllite":"a"},"http":{"timeoutSeconds":"x"}}""");
        var (exitCode, _, error) = await cli.TryAsync("config check --json");
        Assert.Equal(ExitCodes.Configuration, exitCode);
        var failure = JsonElement.Parse(error).GetProperty("error");
        Assert.Equal("config.invalid", failure.GetProperty("code").GetString());
        Assert.Equal(2, failure.GetProperty("message").GetString()!.Split('\n').Length);
        Assert.Contains("suti config show", failure.GetProperty("advice").GetString(), StringComparison.Ordinal);
        foreach (var setting in Suti.Server.ConfigurationSettings.All)
        {
            Assert.Equal(!setting.IsSecret, (await Help.Value).Contains($" {setting.Option} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Doctor_OfAHealthyAndASickFolder_SaysWhatToDo()
    {
        using var cli = new CliFolder();
        Assert.Equal(ExitCodes.Failed, (await cli.TryAsync("doctor")).ExitCode);
        await cli.RunAsync("init");
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        cli.Variables["SUTI_SERVER_URLS"] = $"http://127.0.0.1:{port}";
        await cli.RunAsync("key create Ed25519");
        var findings = await cli.JsonAsync("doctor");
        Assert.Equal(["settings", "root key", "store", "keys", $"port {port}", "clock", "networks"], Of(findings, "check"));
        Assert.Equal(["ok", "ok", "ok", "ok", "warning", "ok", "skipped"], Of(findings, "outcome"));
        taken.Stop();

        cli.Variables["SUTI_SERVER_URLS"] = "http://192.0.2.1:80";
        cli.Variables["SUTI_DIDS_NETWORKS"] = """[{"name":"mainnet","rpc":["http://127.0.0.1:1"]}]""";
        cli.Variables["SUTI_HTTP_TIMEOUT_SECONDS"] = "1";
        File.SetLastWriteTimeUtc(cli["suti.json"], new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(cli[".suti/root.key"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        var (exitCode, output, _) = await cli.TryAsync("doctor --json");
        Assert.Equal(ExitCodes.Failed, exitCode);
        findings = JsonElement.Parse(output);
        Assert.Equal(["settings", "root key", "keys", "port 80", "clock", "network mainnet"], Of(findings, "check"));
        Assert.Equal(["ok", "failed", "skipped", "failed", "failed", "failed"], Of(findings, "outcome"));
        Assert.All(findings.EnumerateArray().Where(finding => finding.GetProperty("outcome").GetString() == "failed"), finding => Assert.NotEmpty(finding.GetProperty("advice").GetString()!));

        static IEnumerable<string?> Of(JsonElement findings, string member) => findings.EnumerateArray().Select(finding => finding.GetProperty(member).GetString());
    }

    [Theory]
    [InlineData("did shwo", ExitCodes.Usage, "Is \"show\" meant?")]
    [InlineData("nonsense", ExitCodes.Usage, "There is no command \"nonsense\".")]
    [InlineData("did create --nonsense", ExitCodes.Usage, "--nonsense")]
    [InlineData("did show", ExitCodes.Usage, "See `suti did show --help`.")]
    [InlineData("key create Ed25520", ExitCodes.Usage, "Ed25519")]
    [InlineData("key create Ed25519 --kms nowhere", ExitCodes.Failed, "key.unknown-system")]
    [InlineData("key sign nobody missing.txt", ExitCodes.Failed, "cli.file")]
    [InlineData("execute keyManagerFly", ExitCodes.Usage, "agent.unknown-operation")]
    [InlineData("execute didManagerFnd", ExitCodes.Usage, "Is \"didManagerFind\" meant?")]
    [InlineData("execute keyManagerGet '{\"kit\":\"a\"}'", ExitCodes.Usage, "agent.invalid-argument")]
    [InlineData("execute keyManagerGet '{\"kid\":\"a\",\"x\":1}'", ExitCodes.Usage, "/x is not known.")]
    [InlineData("execute keyManagerGet {", ExitCodes.Usage, "agent.invalid-argument")]
    [InlineData("execute keyManagerGet '{\"kid\":\"a\"}'", ExitCodes.NotFound, "key.not-found")]
    [InlineData("did list --config none.json", ExitCodes.Configuration, "config.not-found")]
    [InlineData("did list --space ../x", ExitCodes.Usage, "name of a space")]
    [InlineData("did list --url ftp://x", ExitCodes.Usage, "--url must be a URL")]
    [InlineData("data export a --url http://127.0.0.1:1", ExitCodes.Usage, "cli.local-only")]
    [InlineData("completion tcsh", ExitCodes.Usage, "tcsh")]
    public async Task Program_BadInput_SaysWhatIsWrong(string line, int expected, string words)
    {
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        var (exitCode, output, error) = await cli.TryAsync(line);
        Assert.Equal(expected, exitCode);
        Assert.Empty(output);
        Assert.StartsWith("suti: ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static string TokenOf(string enveloped) => JsonElement.Parse(enveloped).GetProperty("id").GetString()!.Split(',')[1];

    private static readonly Lazy<Task<string>> Help = new(async () =>
    {
        using var cli = new CliFolder();
        return string.Join(' ', (await cli.RunAsync("config show --help")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) + " ";
    });
}
