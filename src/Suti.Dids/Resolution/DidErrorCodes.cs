// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>The error codes of DID Resolution and of the registry of DID extensions, as they stand in resolution metadata.</summary>
public static class DidErrorCodes
{
    /// <summary>The DID breaks the grammar of DIDs or the rules of its method, or its history does not verify.</summary>
    public const string InvalidDid = "invalidDid";

    /// <summary>The DID URL breaks the grammar or has parameters that contradict each other.</summary>
    public const string InvalidDidUrl = "invalidDidUrl";

    /// <summary>The document that was found breaks DID Core, or belongs to another DID.</summary>
    public const string InvalidDidDocument = "invalidDidDocument";

    /// <summary>An option is not one that the resolver understands.</summary>
    public const string InvalidOptions = "invalidOptions";

    /// <summary>A verification method has no usable public key, or more than one.</summary>
    public const string InvalidPublicKey = "invalidPublicKey";

    /// <summary>There is no such DID, version, fragment or service.</summary>
    public const string NotFound = "notFound";

    /// <summary>The representation that was asked for does not exist.</summary>
    public const string RepresentationNotSupported = "representationNotSupported";

    /// <summary>No method of that name is registered.</summary>
    public const string MethodNotSupported = "methodNotSupported";

    /// <summary>The method cannot do what was asked, such as resolving an earlier version.</summary>
    public const string FeatureNotSupported = "featureNotSupported";

    /// <summary>The verification method has a type of key that is not supported here.</summary>
    public const string UnsupportedPublicKeyType = "unsupportedPublicKeyType";

    /// <summary>What the DID stands on could not be reached in time, or failed.</summary>
    public const string InternalError = "internalError";
}
