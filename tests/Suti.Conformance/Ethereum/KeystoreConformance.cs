// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>Keystores of version 3 and the wallets of the presale.</summary>
public sealed class KeystoreConformance
{
    [Fact]
    public void Ethers_Wallets_Open()
    {
        var suite = new ConformanceSuite("ethers/wallets");
        using var vectors = EthersVectors.Read("wallets.json");
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            suite.Case(vector.Text("name"), () =>
            {
                var content = Encoding.UTF8.GetBytes(vector.Text("content"));
                EthereumError? error;
                var opened = vector.Text("type") == "crowdsale"
                    ? PresaleWallet.TryImport(content, vector.Bytes("password"), out var key, out error)
                    : Keystore.TryImport(content, vector.Bytes("password"), out key, out error);
                Assert.True(opened, error?.ToString());
                using (key)
                {
                    Assert.Equal(vector.Text("address"), Address.FromPublicKey(key!.PublicKey).ToString());
                }
            });
        }

        suite.Complete(9);
    }

    [Fact]
    public void EthereumTests_Keystores_Open()
    {
        var suite = new ConformanceSuite("ethereum-tests/keystore");
        using var vectors = TestVectors.ReadJson("ethereum-tests/KeyStoreTests/basic_tests.json");
        foreach (var vector in vectors.RootElement.EnumerateObject())
        {
            suite.Case(vector.Name, () =>
            {
                var content = Encoding.UTF8.GetBytes(vector.Value.GetProperty("json").GetRawText());
                using var key = Keystore.Import(
                    content, Encoding.UTF8.GetBytes(vector.Value.Text("password")), KeyExportPolicy.AllowExport);
                Assert.Equal(vector.Value.Text("priv"), Hex.Encode(key.Export(PrivateKeyFormat.Raw)));
                Assert.False(Keystore.TryImport(content, "wrong"u8, out _, out var error));
                Assert.Equal(EthereumErrorCodes.KeystorePassphrase, error.Code);
            });
        }

        suite.Complete(5);
    }
}
