// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

public sealed class TransactionTests : IDisposable
{
    private const string Protected =
        "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";

    private const string Malleated =
        "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008026a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a098341627668089e51348fccfb4c7ff31c55912f2d2e47ef09652acf665fad3be";

    private static readonly Address Target = Address.Parse("0x3535353535353535353535353535353535353535");

    private readonly PrivateKey _key = PrivateKey.Import(
        KeyType.Secp256k1, Hex.Decode("4646464646464646464646464646464646464646464646464646464646464646"));

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Sign_ExampleOfEip155_IsItsBytes()
    {
        var signed = Example().Sign(_key);
        Assert.Equal(Protected, Hex.Encode(signed.Encoded.Span));
        Assert.Equal("0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F", signed.Sender.ToString());
        Assert.Equal("33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788", Hex.Encode(signed.GetHash()));
        Assert.Null(signed.Transaction.Validate());
    }

    [Fact]
    public void TryParse_MalleatedSignature_IsRefused()
    {
        Assert.False(SignedTransaction.TryParse(Hex.Decode(Malleated), out _, out var error));
        Assert.Equal(EthereumErrorCodes.SignatureInvalid, error.Code);
    }

    [Fact]
    public void TryParse_OtherChain_IsRefused()
    {
        Assert.True(SignedTransaction.TryParse(Hex.Decode(Protected), 1, out _, out _));
        Assert.False(SignedTransaction.TryParse(Hex.Decode(Protected), 5, out var signed, out var error));
        Assert.Null(signed);
        Assert.Equal(EthereumErrorCodes.WrongChain, error.Code);
        var unprotected = new LegacyTransaction { GasLimit = 21_000, To = Target }.Sign(_key);
        Assert.Null(SignedTransaction.Parse(unprotected.Encoded.Span).Transaction.ChainId);
        Assert.False(SignedTransaction.TryParse(unprotected.Encoded.Span, 1, out _, out _));
    }

    [Fact]
    public async Task SignAsync_EveryType_IsReadBack()
    {
        foreach (var transaction in await AllAsync())
        {
            var signed = await transaction.SignAsync(_key, TestContext.Current.CancellationToken);
            var read = SignedTransaction.Parse(signed.Encoded.Span);
            Assert.Equal(transaction.GetType(), read.Transaction.GetType());
            Assert.Equal(signed.Encoded.ToArray(), read.Encoded.ToArray());
            Assert.Equal(Address.FromPublicKey(_key.PublicKey), read.Sender);
            Assert.Equal(signed.Encoded.ToArray(), transaction.Sign(_key).Encoded.ToArray());
            Assert.True(Transaction.TryParseUnsigned(transaction.EncodeUnsigned(), out var unsigned, out _));
            Assert.Equal(transaction.EncodeUnsigned(), unsigned.EncodeUnsigned());
            Assert.Null(transaction.Validate());
        }
    }

    [Fact]
    public async Task SetCode_Authorization_NamesItsAuthority()
    {
        var signed = await new Authorization(1, Target, 7).SignAsync(_key, TestContext.Current.CancellationToken);
        Assert.Equal(Address.FromPublicKey(_key.PublicKey), signed.Authority);
        var transaction = new SetCodeTransaction { ChainId = 1, To = Target, AuthorizationList = [signed] }.Sign(_key);
        var read = Assert.IsType<SetCodeTransaction>(SignedTransaction.Parse(transaction.Encoded.Span).Transaction);
        Assert.Equal(signed.Authorization, read.AuthorizationList[0].Authorization);
        Assert.Equal(signed.Authority, read.AuthorizationList[0].Authority);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00c0")]
    [InlineData("05c0")]
    [InlineData("7fc0")]
    [InlineData("02")]
    [InlineData("02c0")]
    [InlineData("c0")]
    [InlineData("80")]
    public void TryParse_NotATransaction_IsRefused(string hex)
    {
        Assert.False(SignedTransaction.TryParse(Hex.Decode(hex), out _, out var error));
        Assert.StartsWith("ethereum.transaction", error.Code, StringComparison.Ordinal);
        Assert.False(Transaction.TryParseUnsigned(Hex.Decode(hex), out _, out _));
        Assert.Throws<FormatException>(() => SignedTransaction.Parse(Hex.Decode(hex)));
    }

    [Fact]
    public void Encode_WithoutWhatTheTypeNeeds_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => new FeeMarketTransaction().EncodeUnsigned());
        Assert.Throws<InvalidOperationException>(() => new BlobTransaction { ChainId = 1 }.EncodeUnsigned());
        Assert.Throws<InvalidOperationException>(() => new SetCodeTransaction { ChainId = 1 }.Sign(_key));
    }

    [Fact]
    public void Validate_EachRule_IsNamed()
    {
        Assert.Contains("intrinsic", Fault(new LegacyTransaction { GasLimit = 20_999, To = Target }), StringComparison.Ordinal);
        Assert.Contains("nonce", Fault(new LegacyTransaction { GasLimit = 21_000, To = Target, Nonce = ulong.MaxValue }), StringComparison.Ordinal);
        Assert.Contains("init code", Fault(new LegacyTransaction { GasLimit = 10_000_000, Data = new byte[49_153] }), StringComparison.Ordinal);
        Assert.Contains("priority", Fault(new FeeMarketTransaction { GasLimit = 21_000, To = Target, MaxPriorityFeePerGas = 1 }), StringComparison.Ordinal);
        Assert.Contains("256 bits", Fault(new LegacyTransaction { GasLimit = 21_000, To = Target, GasPrice = UInt256.MaxValue }), StringComparison.Ordinal);
        Assert.Contains("blob", Fault(new BlobTransaction { GasLimit = 21_000, To = Target }), StringComparison.Ordinal);
        Assert.Contains("authorization", Fault(new SetCodeTransaction { GasLimit = 21_000, To = Target }), StringComparison.Ordinal);

        static string Fault(Transaction transaction)
        {
            var error = transaction.Validate();
            Assert.NotNull(error);
            Assert.Equal(EthereumErrorCodes.TransactionInvalid, error.Code);
            return error.Message;
        }
    }

    [Fact]
    public async Task TryParse_MutatedInput_IsRefusedOrCanonical()
    {
        var samples = (await AllAsync()).Select(transaction => transaction.Sign(_key).Encoded.ToArray()).ToList();
        new MutationFuzzer(8).Run(samples, 10_000, input =>
        {
            if (SignedTransaction.TryParse(input, out var signed, out _))
            {
                Assert.Equal(input, signed.Encoded.ToArray());
            }
        });
    }

    [Fact]
    public void Signature_BothForms_RoundTrip()
    {
        var digest = Eip191.HashMessage("Hello");
        var signature = EthereumSignature.Sign(_key, digest);
        Assert.True(EthereumSignature.TryRead(signature.ToBytes(), out var again));
        Assert.Equal(signature, again);
        Assert.True(EthereumSignature.TryRead(signature.ToCompact(), out again));
        Assert.Equal(signature, again);
        Assert.True(signature.IsOf(Address.FromPublicKey(_key.PublicKey), digest));
        Assert.False(signature.IsOf(Target, digest));
        Assert.False(default(EthereumSignature).IsOf(Address.Zero, digest));
        Assert.False(EthereumSignature.TryRead(new byte[65], out _));
        var bytes = signature.ToBytes();
        bytes[64] = 29;
        Assert.False(EthereumSignature.TryRead(bytes, out _));
    }

    private static LegacyTransaction Example() => new()
    {
        ChainId = 1,
        Nonce = 9,
        GasPrice = Wei.Parse("20", EtherUnit.Gwei),
        GasLimit = 21_000,
        To = Target,
        Value = Wei.Parse("1"),
    };

    private async Task<IReadOnlyList<Transaction>> AllAsync()
    {
        AccessListEntry[] access = [new(Target, [UInt256.One, UInt256.MaxValue]), new(Address.Zero, [])];
        var authorization = await new Authorization(1, Target, 7).SignAsync(_key, TestContext.Current.CancellationToken);
        return
        [
            Example(),
            new LegacyTransaction { GasLimit = 100_000, Data = new byte[] { 1, 2, 3 } },
            new AccessListTransaction { ChainId = 1, GasLimit = 100_000, GasPrice = 7, AccessList = access },
            new FeeMarketTransaction { ChainId = 1, GasLimit = 100_000, MaxFeePerGas = 7, MaxPriorityFeePerGas = 1, To = Target, AccessList = access },
            new BlobTransaction { ChainId = 1, GasLimit = 100_000, To = Target, MaxFeePerBlobGas = 3, BlobVersionedHashes = [UInt256.One << 248] },
            new SetCodeTransaction { ChainId = 1, GasLimit = 100_000, To = Target, AuthorizationList = [authorization] },
        ];
    }
}
