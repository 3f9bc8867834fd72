// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// A change of an identity in the registry of ERC-1056: as a call of the owner, or as a call of anybody with a signature of the owner.
/// Nothing is sent here.
/// </summary>
public sealed class EthrAction
{
    private readonly string _function;
    private readonly AbiType _packed;
    private readonly AbiValue[] _arguments;
    private readonly AbiFunction _direct;
    private readonly AbiFunction _signed;

    private EthrAction(string function, string types, params AbiValue[] arguments)
    {
        (_function, _arguments) = (function, arguments);
        _packed = AbiType.Parse($"({types})");
        _direct = AbiFunction.Parse($"function {function}(address,{types})");
        _signed = AbiFunction.Parse($"function {function}Signed(address,uint8,bytes32,bytes32,{types})");
    }

    /// <summary>Hands the identity to another owner.</summary>
    /// <exception cref="ArgumentException">The owner is the zero address: that is <see cref="Deactivate"/>.</exception>
    public static EthrAction ChangeOwner(Address newOwner) => newOwner.IsZero
        ? throw new ArgumentException("The zero address ends the DID for good; that is what Deactivate is for.", nameof(newOwner))
        : new EthrAction("changeOwner", "address", newOwner);

    /// <summary>Gives the identity up for good.</summary>
    public static EthrAction Deactivate() => new("changeOwner", "address", Address.Zero);

    /// <summary>Adds a delegate, such as of the type <c>veriKey</c> or <c>sigAuth</c>.</summary>
    /// <exception cref="ArgumentException">The type is longer than 32 bytes, or the time is not positive.</exception>
    public static EthrAction AddDelegate(string type, Address account, TimeSpan validity)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new EthrAction("addDelegate", "bytes32,address,uint256", EthrRegistryAbi.ToWord(type), account, Seconds(validity));
    }

    /// <summary>Takes a delegate away.</summary>
    /// <exception cref="ArgumentException">The type is longer than 32 bytes.</exception>
    public static EthrAction RevokeDelegate(string type, Address account)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new EthrAction("revokeDelegate", "bytes32,address", EthrRegistryAbi.ToWord(type), account);
    }

    /// <summary>Sets an attribute: a key or a service, named as <see cref="EthrAttribute"/> does.</summary>
    /// <exception cref="ArgumentException">The name is longer than 32 bytes, or the time is not positive.</exception>
    public static EthrAction SetAttribute(EthrAttribute attribute, TimeSpan validity)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return new EthrAction("setAttribute", "bytes32,bytes,uint256", EthrRegistryAbi.ToWord(attribute.Name), attribute.Value.ToArray(), Seconds(validity));
    }

    /// <summary>Takes an attribute away. Name and value must be those that were set.</summary>
    /// <exception cref="ArgumentException">The name is longer than 32 bytes.</exception>
    public static EthrAction RevokeAttribute(EthrAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return new EthrAction("revokeAttribute", "bytes32,bytes", EthrRegistryAbi.ToWord(attribute.Name), attribute.Value.ToArray());
    }

    /// <summary>The call that the owner makes.</summary>
    public EthereumCall ToCall(Address registry, Address identity) =>
        new() { To = registry, Data = _direct.EncodeCall([identity, .. _arguments]) };

    /// <summary>
    /// What the owner signs, so that anybody can make the call. The form is that of ERC-1056, which names no chain: a registry at the same address
    /// on another chain takes the same signature while the nonces agree.
    /// </summary>
    public byte[] GetDigest(Address registry, Address identity, UInt256 nonce)
    {
        using var message = new MemoryStream();
        message.Write([0x19, 0x00]);
        message.Write(registry.ToBytes());
        message.Write(nonce.ToBigEndian());
        message.Write(identity.ToBytes());
        message.Write(Encoding.ASCII.GetBytes(_function));
        message.Write(AbiCodec.EncodePacked(_packed, _arguments));
        return HashFunction.Keccak256.Hash(message.ToArray());
    }

    /// <summary>The call that anybody makes with the owner's signature.</summary>
    public EthereumCall ToSignedCall(Address registry, Address identity, EthereumSignature signature) => new()
    {
        To = registry,
        Data = _signed.EncodeCall([identity, signature.YParity ? 28 : 27, signature.R.ToBigEndian(), signature.S.ToBigEndian(), .. _arguments]),
    };

    /// <summary>The name of the function.</summary>
    public override string ToString() => _function;

    private static ulong Seconds(TimeSpan validity) => validity >= TimeSpan.FromSeconds(1)
        ? (ulong)validity.TotalSeconds
        : throw new ArgumentOutOfRangeException(nameof(validity), "What is added is valid for a second at least.");
}
