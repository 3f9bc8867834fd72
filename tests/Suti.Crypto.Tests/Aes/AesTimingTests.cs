// SPDX-License-Identifier: Apache-2.0


namespace Suti.Crypto.Tests;

/// <summary>The AES that stands in where processor and platform have none takes the same time for all keys and data.</summary>
[Collection(TimingComparison.Collection)]
[Trait("Category", "Statistical")]
public sealed class AesTimingTests
{
    private readonly byte[] _nonce = new byte[12];
    private readonly byte[] _message = new byte[64];
    private readonly byte[] _ciphertext = new byte[64];
    private readonly byte[] _tag = new byte[16];

    /// <summary>The table that every textbook has, put to the harness: one lookup per byte that the secret chooses.</summary>
    private readonly byte[] _table = new byte[1 << 22];

    [Fact]
    public void PortableGcm_EncryptUnderAnyKey_TakesTheSameTime() => TimingComparison.RequireConstantTime(
        32, key => key, key => AesGcmCore.Encrypt(key, _nonce, default, _message, _ciphertext, _tag, forcePortable: true));

    [Fact]
    public void PortableCbc_DecryptAnyBlock_TakesTheSameTime() => TimingComparison.RequireConstantTime(
        32, block => block, block => AesCbc.TryDecryptCore(_tag, _tag, block, _ciphertext, out _, forcePortable: true));

    [Fact]
    public void PortableGHash_MultiplyByAnyKey_TakesTheSameTime() => TimingComparison.RequireConstantTime(
        16,
        key => key,
        key =>
        {
            var hash = new GHash(key, forcePortable: true);
            hash.AppendPadded(_message);
            hash.Finish(_tag);
        },
        repeat: 20);

    [Fact]
    public void LookupByTheSecret_InATable_IsSeen() => TimingComparison.RequireLeak(
        32,
        secret => secret,
        secret =>
        {
            var sum = 0;
            for (var at = 0; at < secret.Length; at += 3)
            {
                sum = _table[((secret[at] << 14) ^ (secret[(at + 1) % 32] << 6) ^ sum) & (_table.Length - 1)];
            }

            _tag[0] = (byte)sum;
        });
}
