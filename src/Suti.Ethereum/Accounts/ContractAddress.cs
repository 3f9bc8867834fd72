// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>Where a contract will be, before it is there.</summary>
public static class ContractAddress
{
    /// <summary>The address that <c>CREATE</c> gives: by the creator and its nonce.</summary>
    public static Address OfCreate(Address creator, ulong nonce)
    {
        using var writer = new RlpWriter();
        writer.StartList();
        writer.WriteAddress(creator);
        writer.WriteUInt64(nonce);
        writer.EndList();
        return OfHash(writer.WrittenSpan);
    }

    /// <summary>The address that <c>CREATE2</c> gives (EIP-1014): by the creator, a salt and the code that creates.</summary>
    public static Address OfCreate2(Address creator, UInt256 salt, ReadOnlySpan<byte> initCode)
    {
        Span<byte> hash = stackalloc byte[Keccak.Size];
        Keccak.Hash(initCode, hash);
        return OfCreate2Hash(creator, salt, hash);
    }

    /// <summary>The address that <c>CREATE2</c> gives, from the hash of the code that creates.</summary>
    /// <exception cref="ArgumentException">The hash has not exactly 32 bytes.</exception>
    public static Address OfCreate2Hash(Address creator, UInt256 salt, ReadOnlySpan<byte> initCodeHash)
    {
        if (initCodeHash.Length != Keccak.Size)
        {
            throw new ArgumentException("A hash has 32 bytes.", nameof(initCodeHash));
        }

        Span<byte> input = stackalloc byte[1 + Address.Size + UInt256.Size + Keccak.Size];
        input[0] = 0xff;
        creator.WriteBytes(input[1..]);
        salt.WriteBigEndian(input[(1 + Address.Size)..]);
        initCodeHash.CopyTo(input[(1 + Address.Size + UInt256.Size)..]);
        return OfHash(input);
    }

    private static Address OfHash(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Keccak.Size];
        Keccak.Hash(input, hash);
        return new Address(hash[12..]);
    }
}
