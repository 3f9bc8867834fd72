// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.Server;

/// <summary>How an agent is set up. <see cref="ConfigurationReader"/> reads it, complete and checked.</summary>
public sealed record SutiConfiguration
{
    /// <summary>Where records live.</summary>
    public required StoreConfiguration Store { get; init; }

    /// <summary>Where the root key comes from.</summary>
    public required RootKeyConfiguration RootKey { get; init; }

    /// <summary>The key management systems.</summary>
    public required KeysConfiguration Keys { get; init; }

    /// <summary>The DIDs.</summary>
    public required DidsConfiguration Dids { get; init; }

    /// <summary>The credentials.</summary>
    public required CredentialsConfiguration Credentials { get; init; }

    /// <summary>Whose credentials are accepted, and what they are held against.</summary>
    public required TrustConfiguration Trust { get; init; }

    /// <summary>What may be fetched.</summary>
    public required HttpConfiguration Http { get; init; }

    /// <summary>How it is served.</summary>
    public required ServerConfiguration Server { get; init; }

    /// <summary>The folder that the configuration belongs to.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>The file that was read; null when there was none.</summary>
    [JsonIgnore]
    public string? File { get; init; }

    /// <summary>Every setting with what is in force and where it comes from, secrets masked.</summary>
    [JsonIgnore]
    public IReadOnlyList<SettingValue> Settings { get; init; } = [];

    /// <summary>What is probably not meant, such as an environment variable that is almost that of a setting.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The configuration without its values, some of which are secrets.</summary>
    public override string ToString() => $"configuration of {Folder}";
}
