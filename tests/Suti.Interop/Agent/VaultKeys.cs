// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>A key management system whose keys are in another process. What it cannot do it does not pretend to.</summary>
internal sealed class VaultKeys(InteropPeer vault) : IKeyManagementSystem
{
    public string Name => "vault";

    public bool Supports(KeyType type) => type is KeyType.Ed25519 or KeyType.X25519 or KeyType.Secp256k1;

    public ValueTask<IKeyHandle> CreateAsync(KeyType type, KeyCreationOptions options, CancellationToken cancellationToken = default) =>
        new(new Handle(vault, vault.Call("create", new JsonObject { ["type"] = KeyTypeNames.Get(type), ["id"] = options.KeyId })!));

    public ValueTask<IKeyHandle> ImportAsync(PrivateKey key, KeyCreationOptions options, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The vault makes its keys itself.");

    public ValueTask<IKeyHandle?> OpenAsync(string keyId, CancellationToken cancellationToken = default) =>
        new(vault.Call("open", new JsonObject { ["id"] = keyId }) is { } found ? new Handle(vault, found) : null);

    public ValueTask<bool> DeleteAsync(string keyId, CancellationToken cancellationToken = default) =>
        new((bool)vault.Call("delete", new JsonObject { ["id"] = keyId })!);

    private sealed class Handle : IKeyHandle, ISigner, IKeyAgreement
    {
        private readonly InteropPeer _vault;

        public Handle(InteropPeer vault, JsonNode description)
        {
            _vault = vault;
            KeyId = (string)description["id"]!;
            PublicKey = PublicKey.Import(KeyTypeNames.Parse((string)description["type"]!), Hex.Decode((string)description["publicKey"]!));
        }

        public string KeyId { get; }

        public PublicKey PublicKey { get; }

        public ISigner? Signer => PublicKey.Type == KeyType.X25519 ? null : this;

        public IKeyAgreement? Agreement => PublicKey.Type == KeyType.X25519 ? this : null;

        public bool CanSign(SignatureAlgorithm algorithm) =>
            algorithm == SignatureAlgorithm.Ed25519 && PublicKey.Type == KeyType.Ed25519
            || (algorithm == SignatureAlgorithm.EcdsaSecp256k1 || algorithm == SignatureAlgorithm.EcdsaSecp256k1Recoverable)
                && PublicKey.Type == KeyType.Secp256k1;

        public ValueTask<byte[]> SignAsync(
            SignatureAlgorithm algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
            CallAsync("sign", "data", data);

        public ValueTask<byte[]> SignDigestAsync(
            SignatureAlgorithm algorithm, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken = default) =>
            CallAsync("signDigest", "digest", digest);

        public ValueTask<byte[]> AgreeAsync(PublicKey peer, CancellationToken cancellationToken = default) =>
            CallAsync("agree", "peer", peer.Raw.ToArray());

        private ValueTask<byte[]> CallAsync(string operation, string name, ReadOnlyMemory<byte> argument) => new(Hex.Decode(
            (string)_vault.Call(operation, new JsonObject { ["id"] = KeyId, [name] = Hex.Encode(argument.Span) })!));
    }
}
