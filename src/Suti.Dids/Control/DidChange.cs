// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A change of a DID.</summary>
public abstract record DidChange
{
    private protected DidChange()
    {
    }
}
