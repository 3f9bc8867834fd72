// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>Shows a credential that is an SD-JWT: only what was asked for, and bound to the verifier's request.</summary>
public static class SdJwtPresentation
{
    /// <summary>Makes the SD-JWT+KB to send.</summary>
    /// <param name="credential">The credential, as it was issued.</param>
    /// <param name="pointers">JSON pointers to the claims to show; what is never hidden is there in any case.</param>
    /// <param name="holder">The holder's key, to which the credential is bound.</param>
    /// <param name="audience">The verifier.</param>
    /// <param name="nonce">The verifier's nonce.</param>
    /// <param name="issuedAt">Now.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    /// <exception cref="ArgumentException">It is no SD-JWT, or has no such claim.</exception>
    public static async ValueTask<string> CreateAsync(
        VerifiableCredential credential,
        IReadOnlyList<string> pointers,
        ISigner holder,
        string audience,
        string nonce,
        DateTimeOffset issuedAt,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pointers);
        var shown = Read(credential).Disclose([.. pointers]);
        var bound = await shown.BindAsync(holder, audience, nonce, issuedAt, cancellationToken: cancellationToken).ConfigureAwait(false);
        return bound.ToString();
    }

    /// <summary>The same credential with fewer claims, not bound to anybody.</summary>
    /// <param name="credential">The credential, as it was issued.</param>
    /// <param name="pointers">JSON pointers to the claims to show.</param>
    /// <exception cref="ArgumentException">It is no SD-JWT, or has no such claim.</exception>
    public static VerifiableCredential Disclose(VerifiableCredential credential, IReadOnlyList<string> pointers)
    {
        ArgumentNullException.ThrowIfNull(pointers);
        var shown = Read(credential).Disclose([.. pointers]);
        var claims = JsonElement.Parse(shown.ReadClaims().ToJsonString());
        var token = shown.ToString();
        var view = new Credential(claims, credential.Credential.Model);
        return credential.Format == CredentialFormatNames.VcSdJwt
            ? new(credential.Format, view, token, () => Envelope.Around(token, $"application/{CredentialFormatNames.VcSdJwt}", SecuredKind.Credential))
            : new(credential.Format, view, token, () => claims);
    }

    private static SdJwt Read(VerifiableCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return credential.Token is { } token && SdJwt.TryParse(token, out var sdJwt, out _)
            ? sdJwt
            : throw new ArgumentException("The credential is not an SD-JWT.", nameof(credential));
    }
}
