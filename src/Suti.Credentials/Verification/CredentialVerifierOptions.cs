// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

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

    /// <summary>Describes the types of SD-JWT VCs. With it each must have a type that is known, and keep its rules; without it types are not looked at.</summary>
    public ITypeMetadataSource? TypeMetadata { get; init; }

    /// <summary>The roots for issuers of SD-JWT VCs who send certificates (<c>x5c</c>). Without them the header is passed over.</summary>
    public CertificateRoots? CertificateRoots { get; init; }

    /// <summary>
    /// Ask the contracts behind accounts whether they signed (ERC-1271, ERC-6492), by the id of the chain. Without one for its chain an account is its key.
    /// </summary>
    public IReadOnlyDictionary<ulong, IContractSignatureVerifier> ContractSignatures { get; init; } = new Dictionary<ulong, IContractSignatureVerifier>();

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
