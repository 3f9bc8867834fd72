// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The codes of <see cref="SutiException"/> about managed DIDs.</summary>
public static class ManagedDidErrorCodes
{
    /// <summary>The agent does not control this DID, or none has this alias.</summary>
    public const string NotFound = "did.not-found";

    /// <summary>The DID, or the alias, is there already.</summary>
    public const string Exists = "did.exists";

    /// <summary>There is no provider of that name.</summary>
    public const string UnknownProvider = "did.unknown-provider";

    /// <summary>The method of the DID cannot do this.</summary>
    public const string NotSupported = "did.not-supported";

    /// <summary>The document has no such verification method or service.</summary>
    public const string ComponentNotFound = "did.component-not-found";
}
