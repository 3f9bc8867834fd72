// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Why a credential does not fit an input descriptor, from the farthest to the nearest miss.</summary>
public static class ExchangeReasons
{
    /// <summary>There is no credential that could fit.</summary>
    public const string NoneFound = "none-found";

    /// <summary>None has an accepted format, algorithm or type of proof.</summary>
    public const string Format = "none-of-this-format";

    /// <summary>A field that is asked for is missing.</summary>
    public const string FieldMissing = "field-missing";

    /// <summary>A field has a value that its filter refuses.</summary>
    public const string FieldValue = "field-value";

    /// <summary>An answer computed from the value is asked for, which no format here can prove.</summary>
    public const string Predicate = "predicate-not-supported";

    /// <summary>It would show more than the fields that are asked for.</summary>
    public const string Disclosure = "shows-too-much";

    /// <summary>It is not issued by the one whom it is about.</summary>
    public const string SelfIssued = "not-self-issued";

    /// <summary>It is not about the one who shows it.</summary>
    public const string Holder = "not-the-holder";

    /// <summary>It is about somebody else than another credential that is asked for.</summary>
    public const string Subject = "other-subject";

    /// <summary>It is not active, suspended or revoked as asked for, or that could not be found out.</summary>
    public const string Status = "status";

    private static readonly string[] Order = [NoneFound, Format, FieldMissing, FieldValue, Predicate, Disclosure, SelfIssued, Holder, Subject, Status];

    /// <summary>The nearer a credential came, the more its objection tells.</summary>
    internal static int Rank(string reason) => Array.IndexOf(Order, reason);
}
