// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Jose;

namespace Suti.Samples.Jose;

/// <summary>
/// A gate that lets members in who prove that they hold their card. It gives out a nonce for each visit and takes it back once.
/// </summary>
internal sealed class Gate(PublicKey clubKey)
{
    public const string Name = "https://gate.example";

    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);

    public string NewNonce()
    {
        var nonce = Convert.ToHexStringLower(RandomSource.System.GetBytes(16));
        _nonces.Add(nonce);
        return nonce;
    }

    /// <summary>Answers with the level of the member, or with the code of the refusal.</summary>
    public string Ask(string presentation, string nonce)
    {
        if (!_nonces.Remove(nonce))
        {
            return "refused: nonce unknown or used";
        }

        var policy = new SdJwtPolicy
        {
            Token = new JwtPolicy { Algorithms = [JwsAlgorithm.EdDsa], Type = Club.CardType, Issuer = Club.Name, RequiredClaims = ["exp"] },
            KeyBinding = new KeyBindingPolicy { Algorithms = [JwsAlgorithm.Es256], Audience = Name, Nonce = nonce },
        };
        return SdJwt.TryParse(presentation, out var card, out var error) && card.Verify(clubKey, policy, out var verified, out error)
            ? $"welcome, {(string?)verified.Payload["level"]} member; shown: {string.Join(", ", verified.Payload.Select(claim => claim.Key))}"
            : $"refused: {error.Code}";
    }
}
