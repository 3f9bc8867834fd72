// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>An account's permission to run the code of a contract in its name (EIP-7702).</summary>
/// <param name="ChainId">The chain; zero means every chain.</param>
/// <param name="Address">The contract; the zero address takes the code away again.</param>
/// <param name="Nonce">The nonce of the account.</param>
public sealed record Authorization(UInt256 ChainId, Address Address, ulong Nonce)
{
    private const byte Magic = 0x05;

    /// <summary>The digest that is signed.</summary>
    public byte[] GetSigningHash()
    {
        using var writer = new RlpWriter();
        writer.WriteEncoded([Magic]);
        writer.StartList();
        WriteFields(writer);
        writer.EndList();
        return Keccak.Hash(writer.WrittenSpan);
    }

    /// <summary>Signs with a key wherever it lives.</summary>
    /// <exception cref="ArgumentException">The key is not of secp256k1.</exception>
    /// <exception cref="SutiException">The signer gave a signature that is not one of its key.</exception>
    public async ValueTask<SignedAuthorization> SignAsync(ISigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var authority = Ethereum.Address.FromPublicKey(signer.PublicKey);
        var signature = await EthereumSignature.SignAsync(signer, GetSigningHash(), cancellationToken).ConfigureAwait(false);
        return new SignedAuthorization(this, signature, authority);
    }

    internal void WriteFields(RlpWriter writer)
    {
        writer.WriteUInt256(ChainId);
        writer.WriteAddress(Address);
        writer.WriteUInt64(Nonce);
    }
}
