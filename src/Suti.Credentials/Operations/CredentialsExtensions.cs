// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>The credentials of an agent from C#.</summary>
public static class CredentialsExtensions
{
    extension(IAgent agent)
    {
        /// <summary>The credentials of the agent.</summary>
        public ICredentials Credentials => agent.Get<ICredentials>();

        /// <summary>Requests for claims, and their answers.</summary>
        public ISelectiveDisclosure SelectiveDisclosure => agent.Get<ISelectiveDisclosure>();

        /// <summary>Requests for credentials, answered from what the agent keeps.</summary>
        public ICredentialRequests CredentialRequests => agent.Get<ICredentialRequests>();

        /// <summary>The status lists of the agent.</summary>
        public ICredentialStatuses CredentialStatuses => agent.Get<ICredentialStatuses>();
    }

    /// <summary>Issues a credential in the format of its data model: <c>vc+jwt</c> for 2.0, <c>jwt</c> for 1.1.</summary>
    /// <param name="credentials">The capability.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="save">Whether the agent keeps it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The credential as it stands in JSON.</returns>
    public static async Task<JsonElement> IssueAsync(
        this ICredentials credentials, Credential credential, bool save = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(credential);
        var format = credential.Model == CredentialDataModel.V1 ? CredentialFormatNames.Jwt : CredentialFormatNames.VcJwt;
        var request = new CreateCredentialRequest { Credential = credential.Json, ProofFormat = format, Save = save };
        var issued = await credentials.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(issued.ToJsonString());
    }

    /// <summary>Verifies a credential.</summary>
    /// <param name="credentials">The capability.</param>
    /// <param name="credential">An object, or a string with a token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<VerifyResult> VerifyAsync(this ICredentials credentials, JsonElement credential, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return credentials.VerifyAsync(new VerifyCredentialRequest { Credential = credential }, cancellationToken);
    }
}
