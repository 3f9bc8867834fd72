// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>
/// A JSON Web Key (RFC 7517, RFC 7518 §6, RFC 8037, RFC 8812): a public key, a key pair or a shared secret, with what its owner
/// says of its use. Reading one checks it fully: exact lengths, points on their curve, halves that belong together.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Jwk : IDisposable
{
    private readonly byte[] _secret;

    internal Jwk(PublicKey? publicKey, PrivateKey? privateKey, byte[] secret, JwkMetadata metadata)
    {
        PublicKey = publicKey;
        PrivateKey = privateKey;
        _secret = secret;
        Metadata = metadata;
    }

    /// <summary>The public key; null for a shared secret.</summary>
    public PublicKey? PublicKey { get; }

    /// <summary>The private key; null when the JWK holds none.</summary>
    public PrivateKey? PrivateKey { get; }

    /// <summary>Whether this is a shared secret (<c>kty</c> is <c>oct</c>).</summary>
    public bool IsSymmetric => PublicKey is null;

    /// <summary>Whether it holds anything that must stay secret.</summary>
    public bool IsSecret => IsSymmetric || PrivateKey is not null;

    /// <summary><c>kid</c>.</summary>
    public string? KeyId => Metadata.KeyId;

    /// <summary><c>alg</c>.</summary>
    public string? Algorithm => Metadata.Algorithm;

    /// <summary><c>use</c>.</summary>
    public string? Use => Metadata.Use;

    /// <summary><c>key_ops</c>; null when it does not say.</summary>
    public IReadOnlyList<string>? KeyOperations => Metadata.KeyOperations;

    /// <summary>Members that this library does not read, such as <c>x5c</c>.</summary>
    public JsonObject Additional => (JsonObject)Metadata.Additional.DeepClone();

    /// <summary>The shared secret.</summary>
    internal ReadOnlySpan<byte> Secret => _secret;

    internal JwkMetadata Metadata { get; }

    /// <summary>A JWK of a public key.</summary>
    public static Jwk FromPublicKey(PublicKey key, string? keyId = null, string? algorithm = null, string? use = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Jwk(key, null, [], new JwkMetadata { KeyId = keyId, Algorithm = algorithm, Use = use });
    }

    /// <summary>
    /// A JWK of a private key, which it takes over. It can be written with its secret only if the key may be exported.
    /// </summary>
    public static Jwk FromPrivateKey(PrivateKey key, string? keyId = null, string? algorithm = null, string? use = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Jwk(key.PublicKey, key, [], new JwkMetadata { KeyId = keyId, Algorithm = algorithm, Use = use });
    }

    /// <summary>Reads a multikey, such as stands in a did:key, that may come from anywhere.</summary>
    /// <param name="multikey">The multikey.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryParseMultikey(string multikey, [NotNullWhen(true)] out Jwk? key, [NotNullWhen(false)] out JoseError? error)
    {
        key = Multikey.TryDecode(multikey, out var publicKey) ? FromPublicKey(publicKey) : null;
        error = key is null ? JoseErrors.KeyInvalid("The text is not a multikey of a valid key of a supported type.") : null;
        return key is not null;
    }

    /// <summary>A JWK of a shared secret.</summary>
    public static Jwk FromSecret(ReadOnlySpan<byte> secret, string? keyId = null, string? algorithm = null, string? use = null)
    {
        if (secret.IsEmpty)
        {
            throw new ArgumentException("A secret has at least one byte.", nameof(secret));
        }

        return new Jwk(null, null, secret.ToArray(), new JwkMetadata { KeyId = keyId, Algorithm = algorithm, Use = use });
    }

    /// <summary>Reads a JWK that may come from anywhere.</summary>
    /// <param name="utf8">The JSON object.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="exportPolicy">Whether a private key in it may be written out again.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out Jwk? key,
        [NotNullWhen(false)] out JoseError? error,
        KeyExportPolicy exportPolicy = KeyExportPolicy.None)
    {
        key = null;
        error = JoseJson.CheckObject(utf8, JwkReader.MaxSize);
        if (error is null && !PublicJwkReader.TryRead(utf8, out key))
        {
            key = JwkReader.Read(JsonElement.Parse(utf8), exportPolicy, out error);
        }

        return key is not null;
    }

    /// <summary>Reads a JWK.</summary>
    /// <exception cref="SutiException">It is not a valid one; the code says why.</exception>
    public static Jwk Parse(ReadOnlySpan<byte> utf8, KeyExportPolicy exportPolicy = KeyExportPolicy.None) =>
        TryParse(utf8, out var key, out var error, exportPolicy) ? key : throw error.ToException();

    /// <summary>The same key without its secret half.</summary>
    /// <exception cref="InvalidOperationException">It is a shared secret, which has no public half.</exception>
    public Jwk ToPublic() => PublicKey is null
        ? throw new InvalidOperationException("A shared secret has no public half.")
        : new Jwk(PublicKey, null, [], Metadata with { KeyOperations = null });

    /// <summary>The public key as a multikey.</summary>
    /// <exception cref="InvalidOperationException">It is a shared secret, which has no public half.</exception>
    public string ToMultikey() => PublicKey is null
        ? throw new InvalidOperationException("A shared secret has no public half.")
        : Multikey.Encode(PublicKey);

    /// <summary>Whether the key's own <c>use</c>, <c>key_ops</c> and <c>alg</c> allow a use; what it does not say it allows.</summary>
    public bool Allows(JwkUse use, string algorithm) => Metadata.Allows(use, algorithm);

    /// <summary>The thumbprint (RFC 7638): the hash of the members that make up the key, in their canonical form.</summary>
    /// <param name="hash">The hash function; SHA-256 when null.</param>
    public byte[] GetThumbprint(HashFunction? hash = null) => (hash ?? HashFunction.Sha256).Hash(JwkWriter.ThumbprintInput(this));

    /// <summary>The thumbprint with SHA-256 as a URI (RFC 9278).</summary>
    public string GetThumbprintUri() => "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + Base64Url.Encode(GetThumbprint());

    /// <summary>The JWK as JSON, without any secret.</summary>
    /// <exception cref="InvalidOperationException">It is a shared secret.</exception>
    public string ToPublicJson() => ToPublic().ToJson();

    /// <summary>The JWK as JSON, with its secret.</summary>
    /// <exception cref="InvalidOperationException">It holds no secret, or the private key may not be exported.</exception>
    public string ToPrivateJson() => IsSecret
        ? ToJson()
        : throw new InvalidOperationException("The JWK holds no secret.");

    /// <summary>Clears the secret that it holds.</summary>
    public void Dispose()
    {
        PrivateKey?.Dispose();
        CryptographicOperations.ZeroMemory(_secret);
    }

    /// <summary>What kind of key it is; never the secret.</summary>
    public override string ToString() => IsSymmetric ? "oct" : $"{PublicKey!.Type}{(PrivateKey is null ? "" : " (private)")}";

    private string ToJson() => JwkWriter.Write(this);
}
