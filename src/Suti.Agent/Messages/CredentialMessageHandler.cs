// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Suti.Credentials;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Agent;

/// <summary>Credentials and presentations, as tokens or objects. Each is verified in full before it is a message.</summary>
internal sealed class CredentialMessageHandler(CredentialVerifier verifier, DidDirectory dids) : IMessageHandler
{
    private const string CredentialType = "w3c.vc";
    private const string PresentationType = "w3c.vp";

    public async ValueTask<AgentMessage?> HandleAsync(
        IncomingMessage message,
        Func<IncomingMessage, CancellationToken, ValueTask<AgentMessage?>> next,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(next);
        return KindOf(message.Raw) switch
        {
            CredentialType => await ReadCredentialAsync(message, cancellationToken).ConfigureAwait(false),
            PresentationType => await ReadPresentationAsync(message, cancellationToken).ConfigureAwait(false),
            _ => await next(message, cancellationToken).ConfigureAwait(false),
        };
    }

    private static string? KindOf(string raw)
    {
        if (raw.StartsWith('{'))
        {
            return StrictJson.TryParseElement(System.Text.Encoding.UTF8.GetBytes(raw), out var json) && json.TryGetProperty("type", out var types)
                ? CredentialTokens.Has(types, "VerifiablePresentation") || CredentialTokens.Has(types, "EnvelopedVerifiablePresentation") ? PresentationType
                    : CredentialTokens.Has(types, "VerifiableCredential") || CredentialTokens.Has(types, "EnvelopedVerifiableCredential") ? CredentialType
                    : null
                : null;
        }

        if (raw.Contains('~', StringComparison.Ordinal))
        {
            // Whoever adds a key binding shows the credential to somebody.
            return !SdJwt.TryParse(raw, out var sdJwt, out _) ? null
                : sdJwt.Header.HasType("vp+sd-jwt") ? PresentationType
                : sdJwt.Header.HasType("vc+sd-jwt") || sdJwt.Header.HasType("dc+sd-jwt") ? sdJwt.KeyBinding is null ? CredentialType : PresentationType
                : null;
        }

        if (Jwt.TryParse(raw, out var jwt, out _))
        {
            return jwt.Header.HasType("vp+jwt") || jwt.Claims.TryGet("vp", out _) ? PresentationType
                : jwt.Header.HasType("vc+jwt") || jwt.Claims.TryGet("vc", out _) ? CredentialType
                : null;
        }

        return CredentialTokens.TryReadCose(raw, out var cose)
            ? cose.Header.Type switch
            {
                "application/vp+cose" or "vp+cose" => PresentationType,
                "application/vc+cose" or "vc+cose" => CredentialType,
                _ => null,
            }
            : null;
    }

    /// <summary>Who it says it is for. It is read before anything is verified, and then must hold.</summary>
    private static IReadOnlyList<string> AudienceOf(string raw)
    {
        var token = raw;
        if (raw.StartsWith('{') && !CredentialTokens.TryOpenEnvelope(JsonElement.Parse(raw), out token))
        {
            return new CredentialView(JsonElement.Parse(raw)).Verifiers;
        }

        // The holder of an SD-JWT says it in the key binding.
        var bound = token.LastIndexOf('~') is >= 0 and var end && end + 1 < token.Length ? token[(end + 1)..] : token;
        return CredentialTokens.TryReadClaims(bound, out var claims) && claims.TryGetProperty("aud", out var audience)
            ? audience.ValueKind switch
            {
                JsonValueKind.String => [audience.GetString()!],
                JsonValueKind.Array => [.. audience.EnumerateArray().Where(static name => name.ValueKind == JsonValueKind.String).Select(static name => name.GetString()!)],
                _ => [],
            }
            : [];
    }

    private static AgentMessage Begin(IncomingMessage message, string type, CredentialView view, JsonElement data) => new()
    {
        Id = CredentialView.HashOf(message.Raw),
        Type = type,
        Raw = message.Raw,
        Data = data,
        MetaData = message.MetaData,
        ThreadId = view.Tag,
        CreatedAt = view.IssuanceDate?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };

    private static void Require(VerificationResult result)
    {
        if (!result.Verified)
        {
            var failure = result.FirstFailure;
            throw new SutiException(
                MessageErrorCodes.NotVerified, $"The message does not verify ({failure?.Code ?? "not-verified"}, {failure?.Reason}): {failure?.Message}");
        }
    }

    /// <summary>An SD-JWT VC says nothing of itself but in its token.</summary>
    private static JsonElement FormOf(VerifiableCredential credential) =>
        credential is { Format: CredentialFormatNames.SdJwtVc, Token: { } token } ? TextOf(token) : credential.Json;

    private static JsonElement TextOf(string token) => JsonElement.Parse($"\"{JsonEncodedText.Encode(token)}\"");

    private async ValueTask<AgentMessage> ReadCredentialAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var result = await verifier.VerifyCredentialAsync(message.Raw, cancellationToken: cancellationToken).ConfigureAwait(false);
        Require(result);
        var form = FormOf(result.Credential!);
        var view = new CredentialView(form);
        return Begin(message, CredentialType, view, result.Credential!.Credential.Json) with { From = view.Issuer, To = view.Subject, Credentials = [form] };
    }

    private async ValueTask<AgentMessage> ReadPresentationAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var options = VerificationOptions.Standard with
        {
            Audience = await dids.FindOwnAsync(AudienceOf(message.Raw), cancellationToken).ConfigureAwait(false),
            Challenge = message.Challenge,
            Domain = message.Domain,
        };
        var result = await verifier.VerifyPresentationAsync(message.Raw, options, cancellationToken).ConfigureAwait(false);
        Require(result);
        var to = options.Audience.Count > 0 ? options.Audience[0] : null;
        if (result.Presentation is { } presentation)
        {
            var whole = new CredentialView(presentation.Presentation.Json);
            return Begin(message, PresentationType, whole, presentation.Presentation.Json) with
            {
                From = whole.Holder ?? result.Signer,
                To = to,
                Presentations = [presentation.Json],
                Credentials = [.. result.Nested.Select(static nested => FormOf(nested.Credential!))],
            };
        }

        // A credential by itself, bound to the key of who shows it. What is kept as the credential is without the binding, which was for us alone.
        var shown = result.Credential!;
        var view = new CredentialView(TextOf(shown.Token!));
        return Begin(message, PresentationType, view, shown.Credential.Json) with
        {
            From = view.Subject,
            To = to,
            Presentations = [TextOf(shown.Token!)],
            Credentials = [TextOf(shown.Token![..(shown.Token!.LastIndexOf('~') + 1)])],
        };
    }
}
