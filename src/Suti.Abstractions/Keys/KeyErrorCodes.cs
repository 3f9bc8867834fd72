// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The codes of <see cref="SutiException"/> about keys.</summary>
public static class KeyErrorCodes
{
    /// <summary>There is no key of that id in this space.</summary>
    public const string NotFound = "key.not-found";

    /// <summary>The key cannot do what is asked of it.</summary>
    public const string NotUsable = "key.not-usable";

    /// <summary>There is a key of that id already.</summary>
    public const string Exists = "key.exists";

    /// <summary>There is no key management system of that name.</summary>
    public const string UnknownSystem = "key.unknown-system";

    /// <summary>The type of key, or the algorithm, is unknown, or the key management system does not have it.</summary>
    public const string Unsupported = "key.unsupported";

    /// <summary>The bytes are not a key of the type they are said to be.</summary>
    public const string Invalid = "key.invalid";

    /// <summary>Something still refers to the key.</summary>
    public const string InUse = "key.in-use";
}
