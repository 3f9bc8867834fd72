// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum.Tests;

public sealed class ContractAddressTests
{
    [Fact]
    public void OfCreate_KnownContract_IsThere() => Assert.Equal(
        "0x6C32719580D3AF7f3a7E1095400Ee754C4bC16bD",
        ContractAddress.OfCreate(Address.Parse("0x1899a98824005dDFf362a699845964D08963bC5a"), 193).ToString());

    [Fact]
    public void OfCreate2_ExampleOfTheProposal_IsThere()
    {
        Assert.Equal("0xE33C0C7F7df4809055C3ebA6c09CFe4BaF1BD9e0", ContractAddress.OfCreate2(Address.Zero, UInt256.Zero, []).ToString());
        Assert.Throws<ArgumentException>(() => ContractAddress.OfCreate2Hash(Address.Zero, UInt256.Zero, new byte[31]));
    }
}
