// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Jose;

namespace Suti.Benchmarks;

/// <summary>A message of 600 bytes from one party to another, authenticated on both sides, beside did-jwt.</summary>
internal sealed class JweComparisons : ComparisonSource
{
    private readonly NodePeer _peer;
    private readonly PrivateKey _alice = PrivateKey.Generate(KeyType.X25519);
    private readonly PrivateKey _bob = PrivateKey.Generate(KeyType.X25519);
    private readonly byte[] _plaintext = new byte[600];
    private readonly JweOptions _options;
    private readonly JwePolicy _policy;

    public JweComparisons()
    {
        _peer = Own(new NodePeer("jose.mjs"));
        Own(_alice);
        Own(_bob);
        _options = new JweOptions { Sender = _alice, SenderKeyId = "alice", Encryption = JweEncryption.Xc20P };
        _policy = new JwePolicy { Algorithms = [JweAlgorithm.Ecdh1PuA256KW], Sender = _alice.PublicKey };
    }

    public override IEnumerable<Comparison> Comparisons =>
    [
        new("jose", "jwe.pack.authcrypt.did-jwt", Pack, "did-jwt", _peer.Operation("jwe.pack.authcrypt")),
        new("jose", "jwe.unpack.authcrypt.did-jwt", Unpack, "did-jwt", _peer.Operation("jwe.unpack.authcrypt")),
    ];

    private byte[] PackOne()
    {
        var recipient = JweRecipient.FromPublicKey(_bob.PublicKey, JweAlgorithm.Ecdh1PuA256KW, "bob");
        return Jwe.EncryptJsonAsync(_plaintext, [recipient], _options).AsTask().GetAwaiter().GetResult();
    }

    private void Pack(int count)
    {
        for (; count > 0; count--)
        {
            PackOne();
        }
    }

    private void Unpack(int count)
    {
        var message = PackOne();
        using var key = JweKey.FromAgreement(_bob, "bob");
        for (; count > 0; count--)
        {
            if (!Jwe.TryParseJson(message, out var jwe, out _)
                || !jwe.DecryptAsync(key, _policy).AsTask().GetAwaiter().GetResult().IsDecrypted)
            {
                throw new InvalidOperationException("The message does not decrypt.");
            }
        }
    }
}
