// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>How did:ethr documents write keys.</summary>
public enum EthrDocumentForm
{
    /// <summary>As the text of the method says: each type of key in its canonical form, and each relationship only by its purpose.</summary>
    MethodText = 0,

    /// <summary>
    /// As npm <c>ethr-did-resolver</c> 11 does, and with it Veramo: types of 2018 and 2019, keys in hexadecimal unless their name says otherwise, keys
    /// for authentication also for assertions.
    /// </summary>
    Resolver11 = 1,
}
