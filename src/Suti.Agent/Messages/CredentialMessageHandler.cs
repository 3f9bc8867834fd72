// SPDX-License-Identifier: Apache-2.0

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
        var token = raw.IndexOf('~', StringComparison.Ordinal) is >= 0 and var end ? raw[..end] : raw;
        if (Jwt.TryParse(token, out var jwt, out _))
        {
            return jwt.Header.Type is "vp+jwt" || jwt.Claims.TryGet("vp", out _) ? PresentationType
                : jwt.Header.Type is "vc+jwt" or "vc+sd-jwt" or "dc+sd-jwt" || jwt.Claims.TryGet("vc", out _) ? CredentialType
                : null;
        }

        return raw.StartsWith('{')
            && StrictJson.TryParseElement(System.Text.Encoding.UTF8.GetBytes(raw), out var json)
            && json.TryGetProperty("type", out var types)
                ? Has(types, "VerifiablePresentation") || Has(types, "EnvelopedVerifiablePresentation") ? PresentationType
                    : Has(types, "VerifiableCredential") || Has(types, "EnvelopedVerifiableCredential") ? CredentialType
                    : null
                : null;
    }

    private static bool Has(JsonElement types, string type) => types.ValueKind switch
    {
        JsonValueKind.String => types.ValueEquals(type),
        JsonValueKind.Array => types.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(type)),
        _ => false,
    };

    private static AgentMessage Begin(IncomingMessage message, string type, CredentialView view) => new()
    {
        Id = CredentialView.HashOf(message.Raw),
        Type = type,
        Raw = message.Raw,
        Data = view.Raw,
        MetaData = message.MetaData,
        ThreadId = view.Tag,
        CreatedAt = view.IssuanceDate?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
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

    private async ValueTask<AgentMessage> ReadCredentialAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var result = await verifier.VerifyCredentialAsync(message.Raw, cancellationToken: cancellationToken).ConfigureAwait(false);
        Require(result);
        var view = new CredentialView(result.Credential!.Credential.Json);
        return Begin(message, CredentialType, view) with { From = view.Issuer, To = view.Subject, Credentials = [result.Credential.Json] };
    }

    private async ValueTask<AgentMessage> ReadPresentationAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        // Who it is for is read before anything is verified, and then must hold: one of the names must be ours.
        var stated = message.Raw.StartsWith('{') ? new CredentialView(JsonElement.Parse(message.Raw)).Verifiers
            : Jwt.TryParse(message.Raw, out var jwt, out _) ? jwt.Claims.Audience
            : [];
        var options = VerificationOptions.Standard with { Audience = await dids.FindOwnAsync(stated, cancellationToken).ConfigureAwait(false) };
        var result = await verifier.VerifyPresentationAsync(message.Raw, options, cancellationToken).ConfigureAwait(false);
        Require(result);
        var view = new CredentialView(result.Presentation!.Presentation.Json);
        return Begin(message, PresentationType, view) with
        {
            From = view.Holder,
            To = options.Audience.Count > 0 ? options.Audience[0] : null,
            Presentations = [result.Presentation.Json],
            Credentials = [.. result.Nested.Select(static nested => nested.Credential!.Json)],
        };
    }
}
