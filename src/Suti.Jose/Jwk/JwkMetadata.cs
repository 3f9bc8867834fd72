// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Jose;

/// <summary>What a JWK says of its key beside the key itself.</summary>
internal sealed record JwkMetadata
{
    public string? KeyId { get; init; }

    public string? Algorithm { get; init; }

    public string? Use { get; init; }

    public IReadOnlyList<string>? KeyOperations { get; init; }

    public JsonObject Additional { get; init; } = [];

    public bool Allows(JwkUse use, string algorithm) =>
        AllowsUse(use)
        && (KeyOperations is null || KeyOperations.Contains(OperationName(use)) || AllowsIndirectly(use))
        && (Algorithm is null || IsSameAlgorithm(Algorithm, algorithm));

    /// <summary>A private key whose owner lists <c>sign</c> is also good to verify with: its public half is in it.</summary>
    private bool AllowsIndirectly(JwkUse use) => use switch
    {
        JwkUse.Verify => KeyOperations!.Contains("sign"),
        JwkUse.DeriveKey => KeyOperations!.Contains("deriveBits"),
        _ => false,
    };

    private bool AllowsUse(JwkUse use) => Use switch
    {
        null => true,
        "sig" => use is JwkUse.Sign or JwkUse.Verify,
        "enc" => use is not (JwkUse.Sign or JwkUse.Verify),
        _ => false,
    };

    private static string OperationName(JwkUse use) => use switch
    {
        JwkUse.Sign => "sign",
        JwkUse.Verify => "verify",
        JwkUse.Encrypt => "encrypt",
        JwkUse.Decrypt => "decrypt",
        JwkUse.WrapKey => "wrapKey",
        JwkUse.UnwrapKey => "unwrapKey",
        _ => "deriveKey",
    };

    /// <summary>EdDSA with an Ed25519 key and Ed25519 are two names of one algorithm (RFC 9864 §4.1).</summary>
    private static bool IsSameAlgorithm(string one, string other) =>
        one == other || (one is "EdDSA" or "Ed25519" && other is "EdDSA" or "Ed25519");
}
