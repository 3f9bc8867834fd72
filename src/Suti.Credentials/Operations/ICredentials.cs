// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Credentials;

/// <summary>Credentials and presentations of an agent: issue, present, verify. Names and JSON are those of Veramo.</summary>
[AgentApi(typeof(CredentialsJson))]
public interface ICredentials
{
    /// <summary>Issues a credential with a key of its issuer, in the asked format.</summary>
    [Operation("createVerifiableCredential")]
    Task<JsonNode> CreateAsync(CreateCredentialRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a presentation with a key of its holder, in the asked format.</summary>
    [Operation("createVerifiablePresentation")]
    Task<JsonNode> CreatePresentationAsync(CreatePresentationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the formats in which a DID of the agent can issue.</summary>
    [Operation("listUsableProofFormats", IsReadOnly = true)]
    Task<string[]> ListFormatsAsync(UsableFormatsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Verifies a credential: signature, issuer, purpose, time, status and everything else about it.</summary>
    [Operation("verifyCredential", IsReadOnly = true)]
    Task<VerifyResult> VerifyAsync(VerifyCredentialRequest request, CancellationToken cancellationToken = default);

    /// <summary>Verifies a presentation and every credential in it.</summary>
    [Operation("verifyPresentation", IsReadOnly = true)]
    Task<VerifyResult> VerifyPresentationAsync(VerifyPresentationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Looks up whether a credential is revoked or suspended.</summary>
    [Operation("checkCredentialStatus", IsReadOnly = true)]
    Task<CredentialStatusResult> CheckStatusAsync(CheckStatusRequest request, CancellationToken cancellationToken = default);
}
