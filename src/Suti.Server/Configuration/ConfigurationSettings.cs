// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>Every setting, in the order in which they are explained. Checks, help, guide and <c>suti config show</c> follow this table.</summary>
public static class ConfigurationSettings
{
    private static readonly ConfigurationSetting[] Network =
    [
        new()
        {
            Name = "name", Kind = SettingKind.Text, IsRequired = true,
            Summary = "The name in DIDs: sepolia in did:ethr:sepolia:0x...; mainnet is what DIDs without a network mean.",
        },
        new() { Name = "rpc", Kind = SettingKind.Urls, IsRequired = true, IsSecret = true, Summary = "The nodes of the network; the later ones are asked when the earlier fail." },
        new() { Name = "chainId", Kind = SettingKind.Number, Minimum = 1, Maximum = long.MaxValue, Summary = "The chain. Known for mainnet and sepolia." },
        new() { Name = "registry", Kind = SettingKind.Text, Summary = "The address of the ERC-1056 registry. Known for mainnet and sepolia." },
        new() { Name = "firstBlock", Kind = SettingKind.Number, Maximum = long.MaxValue, Summary = "The block in which the registry was made." },
        new() { Name = "countsByIdentity", Kind = SettingKind.Flag, Summary = "Whether the registry is of the first generation, such as that of mainnet." },
        new() { Name = "claimsRegistry", Kind = SettingKind.Text, Summary = "The address of the ERC-780 registry of claims, for `suti claim`." },
        new() { Name = "publisher", Kind = SettingKind.Text, Summary = "The address of RevokeAndPublish, for what is published under an address that hands the right on." },
        new() { Name = "contractSignatures", Kind = SettingKind.Flag, Summary = "Whether contracts on it are asked if they signed an EIP-712 credential (ERC-1271, ERC-6492)." },
        new() { Name = "identityManager", Kind = SettingKind.Text, Summary = "The address of the manager of identities, for `suti identity`. It knows its relay." },
    ];

    private static readonly ConfigurationSetting[] Issuer =
    [
        new() { Name = "issuer", Kind = SettingKind.Text, IsRequired = true, Summary = "Its DID, or its URL of HTTPS." },
        new() { Name = "types", Kind = SettingKind.List, Summary = "The types of credentials for which it is accepted. All when they are left out." },
    ];

    private static readonly ConfigurationSetting[] Wallet =
    [
        new() { Name = "name", Kind = SettingKind.Text, IsRequired = true, Summary = "The name of the key management system: wallet." },
        new() { Name = "rpc", Kind = SettingKind.Url, IsRequired = true, IsSecret = true, Summary = "Where the wallet answers JSON-RPC, also on this machine." },
        new() { Name = "chainId", Kind = SettingKind.Number, Minimum = 1, Maximum = long.MaxValue, Summary = "The chain that the wallet must be on; any without." },
        new() { Name = "timeoutSeconds", Kind = SettingKind.Number, Minimum = 1, Maximum = 3600, Summary = "How long it may take to answer; 300 without, since it may ask a person." },
    ];

    /// <summary>The settings.</summary>
    public static IReadOnlyList<ConfigurationSetting> All { get; } =
    [
        new() { Name = "store.sqlite", Kind = SettingKind.Path, Summary = "The file of the SQLite database that keeps everything. .suti/agent.db when no store is set." },
        new()
        {
            Name = "store.postgres", Kind = SettingKind.Text, IsSecret = true,
            Summary = "The connection string of a PostgreSQL database, which is used instead of SQLite: Host=localhost;Database=suti;Username=suti.",
        },
        new() { Name = "store.postgresSchema", Kind = SettingKind.Text, Default = "\"suti\"", Summary = "The schema of PostgreSQL that holds the tables." },
        new()
        {
            Name = "rootKey.source", Kind = SettingKind.Text, Default = "\"file\"", Choices = ["file", "environment", "passphrase"],
            Summary = "Where the root key comes from, under which secrets are sealed.",
        },
        new() { Name = "rootKey.file", Kind = SettingKind.Path, Default = "\".suti/root.key\"", Summary = "The file of the root key, of the mode 0600. `suti init` makes it." },
        new() { Name = "rootKey.variable", Kind = SettingKind.Text, Default = "\"SUTI_ROOT_KEY\"", Summary = "The environment variable that holds the root key in 64 hexadecimal digits." },
        new()
        {
            Name = "rootKey.passphraseFile", Kind = SettingKind.Path,
            Summary = "The file of the passphrase, of the mode 0600. Without it SUTI_PASSPHRASE is used, else the terminal is asked.",
        },
        new() { Name = "keys.systems", Kind = SettingKind.List, Default = "[\"local\"]", Summary = "The names of the key management systems that keep keys in the store. The first is the default." },
        new() { Name = "keys.wallets", Kind = SettingKind.Objects, Members = Wallet, Default = "[]", Summary = "Wallets of Ethereum whose accounts are keys of the agent." },
        new()
        {
            Name = "dids.methods", Kind = SettingKind.List, Default = "[\"key\",\"jwk\",\"peer\",\"pkh\",\"web\",\"webvh\"]",
            Choices = ["key", "jwk", "peer", "pkh", "web", "webvh"],
            Summary = "The DID methods. did:ethr comes with its networks.",
        },
        new() { Name = "dids.networks", Kind = SettingKind.Objects, Members = Network, Default = "[]", Summary = "The networks of did:ethr." },
        new() { Name = "dids.defaultProvider", Kind = SettingKind.Text, Default = "\"did:key\"", Summary = "The provider that makes a DID when none is named: did:key, did:web, did:ethr:sepolia." },
        new() { Name = "dids.resolver", Kind = SettingKind.Url, Summary = "A resolver that is asked for the methods that the agent lacks, such as https://dev.uniresolver.io. It is believed." },
        new()
        {
            Name = "credentials.formats", Kind = SettingKind.List, Default = "[\"jwt\",\"sd-jwt\",\"cose\",\"eip712\"]", Choices = ["jwt", "sd-jwt", "cose", "eip712"],
            Summary = "The formats of credentials that are issued and verified.",
        },
        new() { Name = "credentials.statusLists", Kind = SettingKind.Flag, Default = "true", Summary = "Whether the agent can make status lists, which need a format." },
        new()
        {
            Name = "trust.issuers", Kind = SettingKind.Objects, Members = Issuer, Default = "[]",
            Summary = "The issuers whose credentials are accepted, beside those with an accreditation. Everybody when there are no issuers and no roots of accreditations.",
        },
        new() { Name = "trust.accreditationRoots", Kind = SettingKind.List, Default = "[]", Summary = "The DIDs that accredit issuers. The accreditations are looked for among the credentials of the main space." },
        new() { Name = "trust.accreditationClaim", Kind = SettingKind.Text, Default = "\"accreditedFor\"", Summary = "The claim in which an accreditation names the types." },
        new()
        {
            Name = "trust.attestTypes", Kind = SettingKind.List, Default = "[\"VerifiableAccreditationToAttest\",\"VerifiableAccreditation\"]",
            Summary = "The types of accreditations that let their holder issue credentials.",
        },
        new()
        {
            Name = "trust.accreditTypes", Kind = SettingKind.List, Default = "[\"VerifiableAccreditationToAccredit\",\"VerifiableAccreditation\"]",
            Summary = "The types of accreditations that let their holder accredit others.",
        },
        new() { Name = "trust.commonTypes", Kind = SettingKind.List, Default = "[\"VerifiableAttestation\"]", Summary = "Types that every credential has, so that nobody is accredited for them." },
        new()
        {
            Name = "trust.typeMetadata", Kind = SettingKind.Paths, Default = "[]",
            Summary = "The files that describe types of SD-JWT VCs. When there are any, or types are fetched, each must have a type that is known, and keep its rules.",
        },
        new() { Name = "trust.fetchTypeMetadata", Kind = SettingKind.Flag, Default = "false", Summary = "Whether types that are URLs of HTTPS are fetched. Whoever runs the server learns of each verification." },
        new()
        {
            Name = "trust.certificateRoots", Kind = SettingKind.Paths, Default = "[]",
            Summary = "The files, in PEM, with the certificates of those who vouch for issuers of SD-JWT VCs that send certificates (x5c).",
        },
        new() { Name = "trust.issuerMetadata", Kind = SettingKind.Flag, Default = "false", Summary = "Whether the keys of issuers that are URLs are fetched from /.well-known/jwt-vc-issuer." },
        new() { Name = "http.allowLoopback", Kind = SettingKind.Flag, Default = "false", Summary = "Whether DIDs, status lists and messages may be fetched from this machine: for development." },
        new() { Name = "http.allowPrivateNetworks", Kind = SettingKind.Flag, Default = "false", Summary = "Whether they may be fetched from private networks." },
        new() { Name = "http.timeoutSeconds", Kind = SettingKind.Number, Default = "10", Minimum = 1, Maximum = 300, Summary = "How long fetching may take." },
        new() { Name = "server.urls", Kind = SettingKind.Urls, Default = "[\"http://127.0.0.1:7884\"]", Summary = "Where the server listens." },
        new() { Name = "server.path", Kind = SettingKind.Text, Default = "\"/agent\"", Summary = "The path of the agent." },
        new() { Name = "server.publicUrl", Kind = SettingKind.Url, Summary = "The address by which others reach the server, when it is another one." },
        new() { Name = "server.expose", Kind = SettingKind.List, Default = "[\"*\"]", Summary = "The operations that can be called; * for all, didManager* for those that begin so." },
        new() { Name = "server.requireCredentials", Kind = SettingKind.Flag, Default = "false", Summary = "Whether callers on this machine need a credential too. Others always do." },
        new() { Name = "server.corsOrigins", Kind = SettingKind.List, Default = "[]", Summary = "The web origins whose pages may call." },
        new() { Name = "server.maxBodyBytes", Kind = SettingKind.Number, Default = "1048576", Minimum = 1024, Maximum = 1 << 30, Summary = "The largest request." },
        new() { Name = "server.requestsPerSecond", Kind = SettingKind.Number, Default = "0", Summary = "How many requests a caller may make in a second; 0 for any number." },
        new() { Name = "server.telemetryUrl", Kind = SettingKind.Url, Summary = "The OTLP collector that gets traces and metrics." },
        new()
        {
            Name = "server.logFormat", Kind = SettingKind.Text, Default = "\"text\"", Choices = ["text", "json"],
            Summary = "How log lines are written.",
        },
        new()
        {
            Name = "server.logLevel", Kind = SettingKind.Text, Default = "\"information\"", Choices = ["trace", "debug", "information", "warning", "error"],
            Summary = "The least level that is logged.",
        },
    ];

    /// <summary>The environment variable with the passphrase of the root key.</summary>
    public const string PassphraseVariable = "SUTI_PASSPHRASE";

    /// <summary>The name of the file that is looked for.</summary>
    public const string FileName = "suti.json";

    /// <summary>Finds a setting by its name.</summary>
    public static ConfigurationSetting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);
}
