// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Credentials;

/// <summary>Selective disclosure as uPort began it: ask for claims, answer from what is kept, check the answer. Names and JSON are those of Veramo.</summary>
[AgentApi(typeof(CredentialsJson))]
public interface ISelectiveDisclosure
{
    /// <summary>Makes a request for claims, as a JWT that a DID of this agent signs.</summary>
    [Operation("createSelectiveDisclosureRequest")]
    Task<string> CreateRequestAsync(CreateDisclosureRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds the credentials of this agent that answer a request, claim by claim.</summary>
    [Operation("getVerifiableCredentialsForSdr", IsReadOnly = true)]
    Task<MatchedClaim[]> FindCredentialsAsync(FindForDisclosureRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says whether a presentation is verified and answers a request.</summary>
    [Operation("validatePresentationAgainstSdr", IsReadOnly = true)]
    Task<DisclosureValidation> ValidateAsync(ValidateDisclosureRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a presentation of name, picture and URL, which its holder claims.</summary>
    [Operation("createProfilePresentation")]
    Task<JsonNode> CreateProfileAsync(CreateProfileRequest request, CancellationToken cancellationToken = default);
}
