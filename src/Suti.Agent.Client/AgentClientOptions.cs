// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent.Client;

/// <summary>How to call an agent elsewhere.</summary>
public sealed class AgentClientOptions
{
    /// <summary>The capabilities that Suti brings.</summary>
    public static IReadOnlyList<AgentCapability> KnownCapabilities { get; } =
    [
        KeyManagerApi.Capability,
        DidManagerApi.Capability,
        DidResolutionApi.Capability,
        DataStoreApi.Capability,
        DataQueriesApi.Capability,
        MessagesApi.Capability,
        DiscoveryApi.Capability,
        KeyValueStoreApi.Capability,
        AgentDescriptionApi.Capability,
        Suti.Credentials.CredentialsApi.Capability,
        Suti.Credentials.CredentialStatusesApi.Capability,
        Suti.Credentials.SelectiveDisclosureApi.Capability,
        Suti.Credentials.CredentialRequestsApi.Capability,
        Suti.Dids.Ethr.IdentitiesApi.Capability,
        Suti.Dids.Ethr.ClaimsRegistryApi.Capability,
        Suti.Dids.Ethr.EthereumContractsApi.Capability,
    ];

    /// <summary>The bearer token; null for none.</summary>
    public string? Token { private get; set; }

    /// <summary>Gives the bearer token of each call, when tokens live only for a while. It counts before <see cref="Token"/>.</summary>
    public Func<CancellationToken, ValueTask<string?>>? GetToken { get; set; }

    /// <summary>Whether a token may travel without TLS to another machine. On networks that others use it may not.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>The capabilities that can be reached. Add those of your own plugins.</summary>
    public IList<AgentCapability> Capabilities { get; } = [.. KnownCapabilities];

    /// <summary>The events that can be heard, by their names on the wire. Add those of your own plugins.</summary>
    public IDictionary<string, JsonTypeInfo> Events { get; } = new Dictionary<string, JsonTypeInfo>(AgentEventTypes.All, StringComparer.Ordinal);

    /// <summary>How long a call may take, with all its attempts.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a call is attempted. Only what changes nothing, or was not begun, is attempted again.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The longest answer that is read, in bytes.</summary>
    public int MaxResponseSize { get; set; } = 64 << 20;

    /// <summary>Told when a handler of an event fails.</summary>
    public Action<AgentEvent, Exception>? HandlerFailed { get; set; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    internal bool HasToken => Token is not null || GetToken is not null;

    internal ValueTask<string?> ReadTokenAsync(CancellationToken cancellationToken) => GetToken is null ? new(Token) : GetToken(cancellationToken);
}
