// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What a verifier is made of. The defaults verify every format here, and fetch nothing.</summary>
public sealed record CredentialVerifierOptions
{
    /// <summary>The formats that are understood; the first that can read a document verifies it.</summary>
    public IReadOnlyList<ICredentialFormat> Formats { get; init; } = CredentialFormats.All;

    /// <summary>The ways in which status is looked up.</summary>
    public IReadOnlyList<ICredentialStatusMethod> StatusMethods { get; init; } = CredentialStatusMethods.CreateAll();

    /// <summary>Fetches status lists and schemas. Without it a credential that has one is refused, because it could not be checked.</summary>
    public IResourceFetcher? Fetcher { get; init; }

    /// <summary>The keys of issuers that are named by a URL.</summary>
    public IControllerKeySource? ControllerKeys { get; init; }

    /// <summary>Whose credentials are accepted; everybody's when null.</summary>
    public ITrustPolicy? Trust { get; init; }

    /// <summary>The schemas that are known already, by their URL. Others are fetched.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Schemas { get; init; } = new Dictionary<string, JsonSchema>(StringComparer.Ordinal);

    /// <summary>Issuers of status lists that are accepted beside the issuer of the credential itself.</summary>
    public IReadOnlyCollection<string> StatusIssuers { get; init; } = [];

    /// <summary>How much a stranger may make us read.</summary>
    public CredentialLimits Limits { get; init; } = CredentialLimits.Standard;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
