// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>The interface of ERC-1056.</summary>
internal static class EthrRegistryAbi
{
    public static readonly AbiFunction Changed = AbiFunction.Parse("function changed(address identity) view returns (uint256)");
    public static readonly AbiFunction IdentityOwner = AbiFunction.Parse("function identityOwner(address identity) view returns (address)");
    public static readonly AbiFunction Nonce = AbiFunction.Parse("function nonce(address signer) view returns (uint256)");

    public static readonly AbiFunction ValidDelegate =
        AbiFunction.Parse("function validDelegate(address identity, bytes32 delegateType, address delegate) view returns (bool)");

    private static readonly AbiEvent OwnerChanged =
        AbiEvent.Parse("event DIDOwnerChanged(address indexed identity, address owner, uint256 previousChange)");

    private static readonly AbiEvent DelegateChanged = AbiEvent.Parse(
        "event DIDDelegateChanged(address indexed identity, bytes32 delegateType, address delegate, uint256 validTo, uint256 previousChange)");

    private static readonly AbiEvent AttributeChanged = AbiEvent.Parse(
        "event DIDAttributeChanged(address indexed identity, bytes32 name, bytes value, uint256 validTo, uint256 previousChange)");

    /// <summary>The hashes of the three events.</summary>
    public static UInt256[] Topics { get; } =
        Array.ConvertAll((AbiEvent[])[OwnerChanged, DelegateChanged, AttributeChanged], one => UInt256.FromBigEndian(one.Topic));

    /// <summary>The word of an address among topics.</summary>
    public static UInt256 TopicOf(Address address) => UInt256.FromBigEndian(address.ToBytes());

    /// <summary>Reads a log; a registry that logs something else is none.</summary>
    public static EthrEvent Read(EthereumLog log)
    {
        if (OwnerChanged.TryDecode(log.Topics, log.Data.Span, out var values))
        {
            return new EthrOwnerEvent(log, values[1].AsAddress(), values[2].AsUInt256());
        }

        if (DelegateChanged.TryDecode(log.Topics, log.Data.Span, out values))
        {
            return new EthrDelegateEvent(log, ToText(values[1].AsBytes()), values[2].AsAddress(), values[3].AsUInt256(), values[4].AsUInt256());
        }

        return AttributeChanged.TryDecode(log.Topics, log.Data.Span, out values)
            ? new EthrAttributeEvent(log, ToText(values[1].AsBytes()), values[2].AsBytes(), values[3].AsUInt256(), values[4].AsUInt256())
            : throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "A log of the registry is malformed.");
    }

    /// <summary>A name of at most 32 bytes as the registry has it.</summary>
    /// <exception cref="ArgumentException">It is longer, or has a null character.</exception>
    public static byte[] ToWord(string name)
    {
        var word = new byte[UInt256.Size];
        if (Encoding.UTF8.GetByteCount(name) > word.Length || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The name is longer than the 32 bytes that the registry keeps, or has a null character.", nameof(name));
        }

        Encoding.UTF8.GetBytes(name, word);
        return word;
    }

    private static string ToText(byte[] word) => Encoding.UTF8.GetString(word.AsSpan().TrimEnd((byte)0));
}
