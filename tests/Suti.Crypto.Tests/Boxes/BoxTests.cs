// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

public sealed class BoxTests
{
    // "Cryptography in NaCl", section 10: Alice's and Bob's keys, the nonce and the packet.
    private const string AliceSecret = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    private const string BobSecret = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
    private const string Nonce = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37";
    private const string Message =
        "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705";

    private const string Packet =
        "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5";

    [Fact]
    public void Box_PublishedPacket_IsGivenAndOpened()
    {
        using var alice = PrivateKey.Import(KeyType.X25519, Convert.FromHexString(AliceSecret));
        using var bob = PrivateKey.Import(KeyType.X25519, Convert.FromHexString(BobSecret));
        var nonce = Convert.FromHexString(Nonce);

        Assert.Equal(Packet, Convert.ToHexStringLower(Box.Seal(alice, bob.PublicKey, nonce, Convert.FromHexString(Message))));
        Assert.True(Box.TryOpen(bob, alice.PublicKey, nonce, Convert.FromHexString(Packet), out var content));
        Assert.Equal(Message, Convert.ToHexStringLower(content));
        Assert.False(Box.TryOpen(bob, bob.PublicKey, nonce, Convert.FromHexString(Packet), out _));
    }

    [Fact]
    public void SecretBox_DamagedOrShort_IsRefused()
    {
        var (key, nonce) = (new byte[32], new byte[24]);
        var box = SecretBox.Seal(key, nonce, "content"u8);
        Assert.True(SecretBox.TryOpen(key, nonce, box, out var content));
        Assert.Equal("content"u8, content);
        for (var length = 0; length < box.Length; length++)
        {
            Assert.False(SecretBox.TryOpen(key, nonce, box.AsSpan(0, length), out _));
            box[length] ^= 1;
            Assert.False(SecretBox.TryOpen(key, nonce, box, out _));
            box[length] ^= 1;
        }

        Assert.False(SecretBox.TryOpen(key, nonce.AsSpan(1), box, out _));
        Assert.Throws<ArgumentException>(() => SecretBox.TryOpen(key.AsSpan(1), nonce, box, out _));
        Assert.Throws<ArgumentException>(() => SecretBox.Seal(key, nonce, "content"u8, new byte[22]));
    }

    [Fact]
    public void SealedBox_ForAnother_IsRefused()
    {
        using var recipient = PrivateKey.Generate(KeyType.X25519);
        using var other = PrivateKey.Generate(KeyType.X25519);
        var box = SealedBox.Seal(recipient.PublicKey, "content"u8);

        Assert.True(SealedBox.TryOpen(recipient, box, out var content));
        Assert.Equal("content"u8, content);
        Assert.False(SealedBox.TryOpen(other, box, out _));
        Assert.False(SealedBox.TryOpen(recipient, box.AsSpan(0, SealedBox.Overhead - 1), out _));
        box[0] ^= 1;
        Assert.False(SealedBox.TryOpen(recipient, box, out _));
    }

    [Fact]
    public void Box_KeysThatCannotBeUsed_AreMisuseOrRefused()
    {
        using var key = PrivateKey.Generate(KeyType.X25519);
        using var signing = PrivateKey.Generate(KeyType.Ed25519);

        Assert.Throws<ArgumentException>(() => Box.Seal(key, signing.PublicKey, new byte[24], default));
        Assert.Throws<ArgumentException>(() => Box.TryOpen(signing, key.PublicKey, new byte[24], new byte[16], out _));
        Assert.Throws<ArgumentException>(() => SealedBox.Seal(signing.PublicKey, default));
        if (PublicKey.TryImport(KeyType.X25519, new byte[32], PublicKeyFormat.Raw, out var zero))
        {
            Assert.Throws<ArgumentException>(() => Box.Seal(key, zero, new byte[24], default));
            Assert.False(Box.TryOpen(key, zero, new byte[24], new byte[16], out _));
        }
    }
}
