// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Requests for credentials, answered from what the agent keeps.</summary>
[AgentApi(typeof(CredentialsJson))]
public interface ICredentialRequests
{
    /// <summary>Finds the credentials of this agent that answer a query in DCQL, or says why there are none.</summary>
    [Operation("dcqlMatch", IsReadOnly = true)]
    Task<CredentialMatches> MatchDcqlAsync(MatchDcqlRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds the credentials of this agent that answer a presentation definition, or says why there are none.</summary>
    [Operation("presentationExchangeMatch", IsReadOnly = true)]
    Task<CredentialMatches> MatchAsync(ExchangeMatchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Answers a presentation definition: presentations with the credentials that fit, and the submission that says where they stand.</summary>
    [Operation("presentationExchangePresent")]
    Task<ExchangePresentResult> PresentAsync(ExchangePresentRequest request, CancellationToken cancellationToken = default);

    /// <summary>Verifies an answer, and says whether it fits the presentation definition.</summary>
    [Operation("presentationExchangeValidate", IsReadOnly = true)]
    Task<ExchangeValidateResult> ValidateAsync(ExchangeValidateRequest request, CancellationToken cancellationToken = default);
}
