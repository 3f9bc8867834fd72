// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Which checks a caller switches off, and the time to verify for. A policy that is absent or true checks.</summary>
public sealed record VerificationPolicies
{
    /// <summary>The time, in seconds since 1970.</summary>
    public long? Now { get; init; }

    /// <summary>False accepts what is not valid yet. The whole check of time is switched off with it.</summary>
    public bool? IssuanceDate { get; init; }

    /// <summary>False accepts what has expired. The whole check of time is switched off with it.</summary>
    public bool? ExpirationDate { get; init; }

    /// <summary>False accepts what is for somebody else.</summary>
    public bool? Audience { get; init; }

    /// <summary>False accepts what is revoked, or whose status cannot be looked up.</summary>
    public bool? CredentialStatus { get; init; }

    /// <summary>False accepts what does not follow its schema.</summary>
    public bool? CredentialSchema { get; init; }

    /// <summary>False accepts what breaks the data model.</summary>
    public bool? Format { get; init; }

    /// <summary>False accepts credentials about others than the holder.</summary>
    public bool? Holder { get; init; }

    internal VerificationOptions ToOptions()
    {
        var off = new List<string>();
        Add(off, CheckCodes.Time, IssuanceDate ?? true);
        Add(off, CheckCodes.Time, ExpirationDate ?? true);
        Add(off, CheckCodes.Audience, Audience ?? true);
        Add(off, CheckCodes.Status, CredentialStatus ?? true);
        Add(off, CheckCodes.Schema, CredentialSchema ?? true);
        Add(off, CheckCodes.DataModel, Format ?? true);
        Add(off, CheckCodes.Holder, Holder ?? true);
        return new VerificationOptions
        {
            SwitchedOff = off,
            At = Now is > -62135596800 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(Now.Value) : null,
        };
    }

    private static void Add(List<string> off, string code, bool isChecked)
    {
        if (!isChecked && !off.Contains(code))
        {
            off.Add(code);
        }
    }
}
