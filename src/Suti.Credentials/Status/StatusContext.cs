// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>What the lookup of a status works with.</summary>
public sealed class StatusContext
{
    private readonly CredentialVerifierOptions _options;
    private readonly CredentialVerifier _verifier;

    internal StatusContext(CredentialVerifierOptions options, CredentialVerifier verifier, ProofContext proof)
    {
        _options = options;
        _verifier = verifier;
        Proof = proof;
    }

    /// <summary>The time to look it up for.</summary>
    public DateTimeOffset Now => Proof.Now;

    /// <summary>How far clocks may differ.</summary>
    public TimeSpan ClockSkew => Proof.Options.ClockSkew;

    /// <summary>How much may be read.</summary>
    public CredentialLimits Limits => _options.Limits;

    internal ProofContext Proof { get; }

    /// <summary>Whether a list by that issuer may speak of credentials of this one.</summary>
    public bool MaySpeakFor(string? listIssuer, Credential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return listIssuer is not null && (listIssuer == credential.Issuer || _options.StatusIssuers.Contains(listIssuer));
    }

    /// <summary>Fetches a list; the answer says why not when there is none.</summary>
    /// <param name="url">The address.</param>
    /// <param name="accept">The media types that are understood.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<(FetchedResource? Resource, StatusAnswer? Failure)> FetchAsync(
        string? url, IReadOnlyList<string> accept, CancellationToken cancellationToken)
    {
        if (_options.Fetcher is not { } fetcher)
        {
            return (null, new StatusAnswer(false, "no-fetcher", "There is nothing to fetch the status list with."));
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            return (null, new StatusAnswer(false, "malformed", "The address of the status list is not one of the web."));
        }

        try
        {
            return (await fetcher.FetchAsync(address, accept, Limits.MaxSize, cancellationToken).ConfigureAwait(false), null);
        }
        catch (SutiException exception) when (exception.Code == CredentialErrorCodes.NotFetched)
        {
            return (null, new StatusAnswer(false, "not-fetched", exception.Message));
        }
    }

    /// <summary>Verifies the credential that a list is, in every way but its own status.</summary>
    internal async ValueTask<VerificationResult> VerifyListAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var options = new VerificationOptions
        {
            At = Proof.Now,
            ClockSkew = ClockSkew,
            SwitchedOff = [CheckCodes.Status, CheckCodes.Schema, CheckCodes.Trust, CheckCodes.Audience],
        };
        var text = Encoding.UTF8.GetString(content.Span).Trim();
        // Servers give tokens as they are, or as a JSON string.
        if (text.StartsWith('"') && TryUnquote(text, out var token))
        {
            text = token;
        }

        return await _verifier.VerifyCredentialAsync(text, options, cancellationToken).ConfigureAwait(false);
    }

    private static bool TryUnquote(string text, [NotNullWhen(true)] out string? token)
    {
        token = null;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            token = reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (JsonException)
        {
        }

        return token is not null;
    }
}
