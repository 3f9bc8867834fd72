// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Credentials;

/// <summary>The status lists of an agent that issues credentials. Names are those of Veramo.</summary>
[AgentApi(typeof(CredentialsJson))]
public interface ICredentialStatuses
{
    /// <summary>Gives a new credential a place in a status list, and answers with the entry to put into it.</summary>
    [Operation("credentialStatusGenerate")]
    Task<JsonNode> GenerateAsync(GenerateStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>Revokes, suspends or reinstates a credential that the agent issued.</summary>
    [Operation("credentialStatusUpdate")]
    Task<StatusUpdateResult> UpdateAsync(UpdateStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the kinds of status that can be given.</summary>
    [Operation("credentialStatusTypes", IsReadOnly = true)]
    Task<string[]> ListTypesAsync(CancellationToken cancellationToken = default);

    /// <summary>Begins a status list, at the address where it will be published.</summary>
    [Operation("credentialStatusListCreate")]
    Task<StatusListDescription> CreateListAsync(CreateStatusListRequest request, CancellationToken cancellationToken = default);
}
