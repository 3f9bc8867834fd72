// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;
using Suti.Jose;

namespace Suti.Agent;

/// <summary>
/// JWTs whose issuer is a DID. The claims of a verified one go to the handlers after this one. One that is not is passed on as it came, for it may be
/// of a kind with rules of its own; if nobody knows it, it is refused with the reason.
/// </summary>
internal sealed class JwtMessageHandler(IDidResolver resolver, DidDirectory dids, TimeProvider clock) : IMessageHandler
{
    private readonly DidTokenVerifier _verifier = new(resolver);

    public async ValueTask<AgentMessage?> HandleAsync(
        IncomingMessage message,
        Func<IncomingMessage, CancellationToken, ValueTask<AgentMessage?>> next,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(next);
        if (!Jwt.TryParse(message.Raw, out var jwt, out _))
        {
            return await next(message, cancellationToken).ConfigureAwait(false);
        }

        var policy = new JwtPolicy
        {
            Algorithms = [.. JwsAlgorithms.Signatures, JwsAlgorithm.Es256KR],
            Audience = await dids.FindOwnAsync(jwt.Claims.Audience, cancellationToken).ConfigureAwait(false),
            TimeProvider = clock,
        };
        var result = await _verifier.VerifyAsync(message.Raw, policy, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (result.IsVerified)
        {
            var note = new MessageMetadata { Type = jwt.Header.Type ?? "JWT", Value = jwt.Header.Algorithm };
            message = message with { Data = JsonElement.Parse(jwt.Claims.Json.Span), MetaData = [.. message.MetaData, note] };
        }

        return await next(message, cancellationToken).ConfigureAwait(false)
            ?? (result.IsVerified ? null : throw new SutiException(MessageErrorCodes.NotVerified, $"The message is a JWT that does not hold ({result.Error.Code}): {result.Error.Message}"));
    }
}
