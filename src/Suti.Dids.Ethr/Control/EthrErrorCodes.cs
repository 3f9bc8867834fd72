// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>The codes of <see cref="SutiException"/> about identities and claims on chains; what nodes and contracts refuse has those of <c>Suti.Ethereum</c>.</summary>
public static class EthrErrorCodes
{
    /// <summary>There is no network of that name.</summary>
    public const string UnknownNetwork = "ethr.unknown-network";

    /// <summary>The network has no such contract, as it is configured.</summary>
    public const string NoContract = "ethr.contract-not-configured";

    /// <summary>The manager of identities does not know the identity.</summary>
    public const string IdentityNotFound = "ethr.identity-not-found";

    /// <summary>There is an identity of that salt, payer, owner and recovery key already.</summary>
    public const string IdentityExists = "ethr.identity-exists";
}
