// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Dids;
using Suti.Jose;

namespace Suti.Agent.Client;

/// <summary>Makes the tokens by which a DID calls an agent, where <c>AddDidTokens()</c> lets it.</summary>
public static class DidAccessToken
{
    /// <summary>The <c>typ</c> of such tokens.</summary>
    public const string TokenType = "suti-access+jwt";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>Makes a token for one call: an agent takes each once. Give this to <see cref="AgentClientOptions.GetToken"/>.</summary>
    /// <param name="signers">Finds the keys of the DID: <c>agent.Get&lt;ISignerProvider&gt;()</c> of an agent in this process.</param>
    /// <param name="did">The DID that calls.</param>
    /// <param name="audience">The address of the agent that is called, as it was configured there.</param>
    /// <param name="clock">The clock; the system's when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SutiException">The DID has no key here that may authenticate (<see cref="KeyErrorCodes.NotFound"/>).</exception>
    public static async ValueTask<string> CreateAsync(
        ISignerProvider signers, string did, string audience, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signers);
        ArgumentException.ThrowIfNullOrEmpty(audience);
        var keys = await signers.GetSignersAsync(Did.Parse(did), VerificationRelationship.Authentication, cancellationToken).ConfigureAwait(false);
        if (keys is not [var key, ..])
        {
            throw new SutiException(KeyErrorCodes.NotFound, "No key is here with which the DID may authenticate.");
        }

        var now = (clock ?? TimeProvider.System).GetUtcNow();
        var claims = new JwtContent
        {
            Issuer = did,
            Audience = [audience],
            IssuedAt = now,
            ExpiresAt = now + Lifetime,
            Id = Convert.ToHexStringLower(RandomSource.System.GetBytes(16)),
        };
        return await Jwt.SignAsync(
            claims, key.Signer, header: new JoseHeaderParameters { Type = TokenType, KeyId = key.Method.Id.ToString() }, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
