// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Credentials;

namespace Suti.Agent;

/// <summary>Keeps the credentials that are issued with the wish to save them, among the others of the agent.</summary>
internal sealed class AgentCredentialStore(IDataStore data) : ICredentialStore
{
    public async ValueTask SaveAsync(VerifiableCredential credential, CancellationToken cancellationToken = default) =>
        await data.SaveCredentialAsync(
            new SaveCredentialRequest { VerifiableCredential = FormOf(credential.Format, credential.Token, credential.Json) }, cancellationToken).ConfigureAwait(false);

    public async ValueTask SaveAsync(VerifiablePresentation presentation, CancellationToken cancellationToken = default) =>
        await data.SavePresentationAsync(
            new SavePresentationRequest { VerifiablePresentation = FormOf(presentation.Format, presentation.Token, presentation.Json) }, cancellationToken).ConfigureAwait(false);

    /// <summary>The object, as Veramo keeps it; a token of another kind as it is, because an envelope shows nothing of it.</summary>
    private static JsonElement FormOf(string format, string? token, JsonElement json) =>
        token is null || format == CredentialFormatNames.Jwt ? json : JsonElement.Parse(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(token)}\""));
}
