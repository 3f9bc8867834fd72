// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Requests for credentials, answered from what the agent keeps.</summary>
[AgentApi(typeof(CredentialsJson))]
public interface ICredentialRequests
{
    /// <summary>Finds the credentials of this agent that answer a query in DCQL, or says why there are none.</summary>
    [Operation("dcqlMatch", IsReadOnly = true)]
    Task<CredentialMatches> MatchDcqlAsync(MatchDcqlRequest request, CancellationToken cancellationToken = default);
}
