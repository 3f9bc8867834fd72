// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What a format found in a document: what was signed, by whom, and the checks that only the format can make.</summary>
public sealed class ProofReport
{
    /// <summary>The checks that the format made: signature and purpose at least.</summary>
    public CheckList Checks { get; } = new();

    /// <summary>The credential as it was signed; null for a presentation, or when it could not be read.</summary>
    public VerifiableCredential? Credential { get; set; }

    /// <summary>The presentation as it was signed; null for a credential, or when it could not be read.</summary>
    public VerifiablePresentation? Presentation { get; set; }

    /// <summary>Whose key made the proof: a DID, or the URL of another controller.</summary>
    public string? Signer { get; set; }

    /// <summary>From when the proof is valid, beside what the document says.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Until when the proof is valid, beside what the document says.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When the proof is said to have been made.</summary>
    public DateTimeOffset? IssuedAt { get; set; }

    /// <summary>For whom it is.</summary>
    public IReadOnlyList<string> Audience { get; set; } = [];

    /// <summary>The challenge that it answers.</summary>
    public string? Challenge { get; set; }

    /// <summary>The domain that it is made for.</summary>
    public string? Domain { get; set; }

    /// <summary>
    /// The inner credentials as they came in, where the document around a token has more of them than the token; null to take
    /// those of the presentation.
    /// </summary>
    public IReadOnlyList<System.Text.Json.JsonElement>? InnerCredentials { get; set; }

    /// <summary>The SD-JWT that was read, for the check of its type.</summary>
    internal Suti.Jose.SdJwt? SdJwt { get; set; }

    /// <summary>The type that it keeps.</summary>
    internal TypeMetadata? TypeMetadata { get; set; }

    internal void Take(EnvelopeClaims claims, SecuredKind kind)
    {
        NotBefore = claims.NotBefore;
        ExpiresAt = claims.ExpiresAt;
        IssuedAt = claims.IssuedAt;
        Audience = claims.Audience;
        // In a credential a nonce belongs to the conversation in which it was issued.
        Challenge = kind == SecuredKind.Presentation ? claims.Nonce : null;
    }
}
