// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>A change of an identity, as the registry logged it.</summary>
internal abstract record EthrEvent(EthereumLog Log, UInt256 PreviousChange)
{
    public ulong Block => Log.BlockNumber;
}

/// <summary>Another owner.</summary>
internal sealed record EthrOwnerEvent(EthereumLog Log, Address Owner, UInt256 PreviousChange) : EthrEvent(Log, PreviousChange);

/// <summary>A delegate until a time.</summary>
internal sealed record EthrDelegateEvent(EthereumLog Log, string Type, Address Delegate, UInt256 ValidTo, UInt256 PreviousChange)
    : EthrEvent(Log, PreviousChange);

/// <summary>An attribute until a time.</summary>
internal sealed record EthrAttributeEvent(EthereumLog Log, string Name, byte[] Value, UInt256 ValidTo, UInt256 PreviousChange)
    : EthrEvent(Log, PreviousChange);
