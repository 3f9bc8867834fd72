// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>How did:ethr works.</summary>
public sealed class EthrDidOptions
{
    /// <summary>The networks, each with a name and a chain of its own.</summary>
    public IList<EthrNetwork> Networks { get; } = [];

    /// <summary>How keys are written.</summary>
    public EthrDocumentForm Form { get; set; }

    /// <summary>The most changes that a DID may have: a history can be made long at little cost.</summary>
    public int MaxChanges { get; set; } = 10_000;

    /// <summary>How many blocks must follow a change before it is kept. What is younger is read each time.</summary>
    public int Confirmations { get; set; } = 12;

    /// <summary>How many changes of all DIDs together are kept, those that were asked for last; 0 for none.</summary>
    public int MaxCachedChanges { get; set; } = 100_000;

    /// <summary>
    /// Where the nonces of accounts that send are remembered. Null means the records of the agent (<see cref="RecordNonceStore"/>), or without an
    /// agent this process alone.
    /// </summary>
    public INonceStore? Nonces { get; set; }

    /// <summary>The clock, by which keys and services end.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
