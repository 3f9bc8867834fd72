// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>Transactions of ethers, and those of the Ethereum tests by the rules of Cancun.</summary>
public sealed class TransactionConformance
{
    private static readonly string[] Forks = ["Cancun", "Shanghai", "London"];

    [Fact]
    public void Ethers_EveryFork_SignsAndParses()
    {
        var suite = new ConformanceSuite("ethers/transactions");
        using var vectors = EthersVectors.Read("transactions.json.gz");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () => CheckForks(vector));
        }

        suite.Complete(3200);
    }

    /// <summary>
    /// The older form, which takes chain 1 where none is named. Where the chain id is zero its EIP-155 bytes have the number zero as a byte of zero, which is not canonical and
    /// must be refused; the other forms of those cases are checked all the same.
    /// </summary>
    [Fact]
    public void EthersOlder_EveryFork_SignsAndParses()
    {
        var suite = new ConformanceSuite("ethers/transaction");
        using var vectors = EthersVectors.Read("transaction.json");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () => CheckForks(vector, chainIdWhenAbsent: 1));
        }

        suite.Complete(896);
    }

    [Fact]
    public void EthereumTests_RawTransactions_AreJudgedAsByCancun()
    {
        var suite = new ConformanceSuite("ethereum-tests/transactions");
        foreach (var file in Directory.GetFiles(TestVectors.PathOf("ethereum-tests/TransactionTests"), "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var test in document.RootElement.EnumerateObject())
            {
                suite.Case(test.Name, () => Judge(test.Value));
            }
        }

        suite.Complete(210);
    }

    private static void Judge(JsonElement test)
    {
        // Older tests end with the fork that they were written for.
        var results = test.GetProperty("result");
        var expected = Forks.Where(fork => results.TryGetProperty(fork, out _)).Select(fork => results.GetProperty(fork)).First();
        var bytes = EthersVectors.FromHex(test.Text("txbytes"));
        var accepted = SignedTransaction.TryParse(bytes, out var signed, out _)
            && signed.Transaction.ChainId is null or 1
            && signed.Transaction.Validate() is null;
        Assert.Equal(!expected.TryGetProperty("exception", out _), accepted);
        if (accepted)
        {
            Assert.Equal(expected.Text("hash"), Hex.EncodePrefixed(signed!.GetHash()));
            Assert.Equal(expected.Text("sender"), "0x" + Hex.Encode(signed.Sender.ToBytes()));
            Assert.Equal(UInt256.Parse(expected.Text("intrinsicGas")), signed.Transaction.GetIntrinsicGas());
        }
    }

    private static void CheckForks(JsonElement vector, ulong? chainIdWhenAbsent = null)
    {
        using var key = EthersVectors.Key(vector.Text("privateKey"));
        var fields = vector.GetProperty("transaction");
        foreach (var fork in (string[])["Legacy", "Eip155", "Berlin", "London", "Cancun"])
        {
            if (vector.TryGetProperty("unsigned" + fork, out var unsigned) && unsigned.GetString() is { Length: > 0 })
            {
                if (chainIdWhenAbsent is not null && fork == "Eip155" && Number(fields, "chainId").IsZero)
                {
                    Assert.EndsWith("008080", unsigned.GetString());
                    Assert.False(Transaction.TryParseUnsigned(EthersVectors.FromHex(unsigned.GetString()!), out _, out _));
                    continue;
                }

                Check(Build(fields, fork, chainIdWhenAbsent ?? 0), unsigned.GetString()!, vector.Text("signed" + fork), key);
            }
        }
    }

    private static void Check(Transaction transaction, string unsigned, string signed, PrivateKey key)
    {
        Assert.Equal(unsigned, Hex.EncodePrefixed(transaction.EncodeUnsigned()));
        Assert.Equal(signed, Hex.EncodePrefixed(transaction.Sign(key).Encoded.Span));
        Assert.True(Transaction.TryParseUnsigned(EthersVectors.FromHex(unsigned), out var parsed, out _));
        Assert.Equal(unsigned, Hex.EncodePrefixed(parsed.EncodeUnsigned()));
        var read = SignedTransaction.Parse(EthersVectors.FromHex(signed));
        Assert.Equal(signed, Hex.EncodePrefixed(read.Encoded.Span));
        Assert.Equal(Address.FromPublicKey(key.PublicKey), read.Sender);
    }

    private static Transaction Build(JsonElement fields, string fork, ulong chainIdWhenAbsent)
    {
        var nonce = (ulong)Number(fields, "nonce");
        var gasLimit = (ulong)Number(fields, "gasLimit");
        var gasPrice = Number(fields, "gasPrice");
        var fee = Number(fields, "maxFeePerGas");
        var priority = Number(fields, "maxPriorityFeePerGas");
        Address? to = fields.TryGetProperty("to", out var target) && target.ValueKind == JsonValueKind.String
            ? Address.Parse(target.GetString())
            : null;
        var value = Number(fields, "value");
        var data = fields.TryGetProperty("data", out var input) ? EthersVectors.FromHex(input.GetString()!) : [];
        var chainId = fields.TryGetProperty("chainId", out _) ? (ulong)Number(fields, "chainId") : chainIdWhenAbsent;
        var access = fields.TryGetProperty("accessList", out var list) && list.ValueKind == JsonValueKind.Array ? ReadAccessList(list) : [];
        return fork switch
        {
            "Legacy" => new LegacyTransaction { Nonce = nonce, GasPrice = gasPrice, GasLimit = gasLimit, To = to, Value = value, Data = data },
            "Eip155" => new LegacyTransaction { ChainId = chainId == 0 ? null : chainId, Nonce = nonce, GasPrice = gasPrice, GasLimit = gasLimit, To = to, Value = value, Data = data },
            "Berlin" => new AccessListTransaction { ChainId = chainId, Nonce = nonce, GasPrice = gasPrice, GasLimit = gasLimit, To = to, Value = value, Data = data, AccessList = access },
            "London" => new FeeMarketTransaction { ChainId = chainId, Nonce = nonce, MaxFeePerGas = fee, MaxPriorityFeePerGas = priority, GasLimit = gasLimit, To = to, Value = value, Data = data, AccessList = access },
            _ => new BlobTransaction
            {
                ChainId = chainId,
                Nonce = nonce,
                MaxFeePerGas = fee,
                MaxPriorityFeePerGas = priority,
                GasLimit = gasLimit,
                To = to ?? Address.Zero,
                Value = value,
                Data = data,
                AccessList = access,
                MaxFeePerBlobGas = Number(fields, "maxFeePerBlobGas"),
                BlobVersionedHashes = fields.TryGetProperty("blobVersionedHashes", out var hashes)
                    ? [.. hashes.EnumerateArray().Select(hash => UInt256.Parse(hash.GetString()))]
                    : [],
            },
        };
    }

    private static UInt256 Number(JsonElement fields, string name) =>
        !fields.TryGetProperty(name, out var value) || value.GetRawText() is "\"0x\"" ? UInt256.Zero
        : UInt256.Parse(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());

    private static AccessListEntry[] ReadAccessList(JsonElement list) =>
    [
        .. list.EnumerateArray().Select(entry => new AccessListEntry(
            Address.Parse(entry.Text("address")),
            [.. entry.GetProperty("storageKeys").EnumerateArray().Select(key => UInt256.Parse(key.GetString()))])),
    ];
}
