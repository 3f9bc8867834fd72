// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The stable codes of what goes wrong with credentials, apart from the checks of a verification.</summary>
public static class CredentialErrorCodes
{
    /// <summary>The text is no credential or presentation in a form that is known.</summary>
    public const string Malformed = "credential.malformed";

    /// <summary>A rule of the data model is broken.</summary>
    public const string Invalid = "credential.invalid";

    /// <summary>The format cannot hold this credential, or not with this key.</summary>
    public const string NotIssuable = "credential.not-issuable";

    /// <summary>The resource could not be fetched, is too large, or may not be fetched.</summary>
    public const string NotFetched = "credential.not-fetched";

    /// <summary>A status list is malformed, too large or not what its entry promises.</summary>
    public const string StatusListInvalid = "credential.status-list-invalid";

    /// <summary>A status list has no free index left.</summary>
    public const string StatusListFull = "credential.status-list-full";

    /// <summary>A schema is malformed, or uses what is not supported.</summary>
    public const string SchemaInvalid = "credential.schema-invalid";

    /// <summary>The description of a type is malformed, not the one that was meant, or breaks a rule of what it extends.</summary>
    public const string TypeMetadataInvalid = "credential.type-metadata-invalid";

    /// <summary>A request for credentials is malformed.</summary>
    public const string RequestInvalid = "credential.request-invalid";

    /// <summary>An answer is to a request of somebody else, or to none.</summary>
    public const string NotOurRequest = "credential.not-our-request";

    /// <summary>A request was answered before: the answer may be a copy.</summary>
    public const string AnsweredAlready = "credential.answered-already";
}
