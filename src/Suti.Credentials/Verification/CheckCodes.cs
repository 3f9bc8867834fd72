// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Credentials;

/// <summary>The stable codes of what a verification checks.</summary>
public static class CheckCodes
{
    /// <summary>The input has a known form, whole and strict. Without it nothing else is looked at.</summary>
    public const string Format = "format";

    /// <summary>The proof was made over exactly this, by a key of the signer.</summary>
    public const string Signature = "signature";

    /// <summary>The key is listed for this purpose: assertions for credentials, authentication for presentations.</summary>
    public const string ProofPurpose = "proof-purpose";

    /// <summary>The one who signed is the one who is said to: the issuer of a credential, the holder of a presentation.</summary>
    public const string Issuer = "issuer";

    /// <summary>It is valid now.</summary>
    public const string Time = "time";

    /// <summary>It keeps the rules of its data model.</summary>
    public const string DataModel = "data-model";

    /// <summary>What stands around a token, or beside its claims, agrees with the claims.</summary>
    public const string Agreement = "agreement";

    /// <summary>It is neither revoked nor suspended.</summary>
    public const string Status = "status";

    /// <summary>It follows its schemas.</summary>
    public const string Schema = "schema";

    /// <summary>It keeps what its type says of claims; SD-JWT VCs only.</summary>
    public const string TypeMetadata = "type-metadata";

    /// <summary>The resources that it speaks of are those with the digests in it.</summary>
    public const string RelatedResource = "related-resource";

    /// <summary>The issuer is one whom the verifier accepts for it.</summary>
    public const string Trust = "trust";

    /// <summary>The one who shows it is the one it was given to.</summary>
    public const string Holder = "holder";

    /// <summary>It is meant for the verifier.</summary>
    public const string Audience = "audience";

    /// <summary>It answers the verifier's challenge.</summary>
    public const string Challenge = "challenge";

    /// <summary>It is made for the verifier's domain.</summary>
    public const string Domain = "domain";

    /// <summary>A credential inside a presentation, by its place.</summary>
    public static string Nested(int index) => string.Create(CultureInfo.InvariantCulture, $"nested[{index}]");
}
