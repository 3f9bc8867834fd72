// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The ways to look up status that are here.</summary>
public static class CredentialStatusMethods
{
    /// <summary>Bitstring Status List with StatusList2021, and Token Status List, each with a cache of its own.</summary>
    public static IReadOnlyList<ICredentialStatusMethod> CreateAll() => [new BitstringStatusMethod(), new TokenStatusMethod()];
}
