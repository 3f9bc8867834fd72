// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What an accreditation is, who begins the chains, and how far they are followed.</summary>
public sealed record AccreditationOptions
{
    /// <summary>The claim in which an accreditation names the types, as EBSI writes it.</summary>
    public const string StandardClaim = "accreditedFor";

    /// <summary>Those who need no accreditation: their DIDs.</summary>
    public required IReadOnlyCollection<string> Roots { get; init; }

    /// <summary>The types of accreditations that let their holder issue credentials.</summary>
    public IReadOnlyCollection<string> AttestTypes { get; init; } = ["VerifiableAccreditationToAttest", "VerifiableAccreditation"];

    /// <summary>The types of accreditations that let their holder accredit others.</summary>
    public IReadOnlyCollection<string> AccreditTypes { get; init; } = ["VerifiableAccreditationToAccredit", "VerifiableAccreditation"];

    /// <summary>
    /// The claim of the subject that names the types: a text, a list of them, or objects with such a member <c>types</c>.
    /// </summary>
    public string Claim { get; init; } = StandardClaim;

    /// <summary>Types that every credential of an ecosystem has, so that nobody is accredited for them.</summary>
    public IReadOnlyCollection<string> CommonTypes { get; init; } = ["VerifiableAttestation"];

    /// <summary>The accreditations between an issuer and a root.</summary>
    public int MaxLength { get; init; } = 5;

    /// <summary>The accreditations of one holder that are looked at.</summary>
    public int MaxAccreditations { get; init; } = 16;

    /// <summary>The accreditations that are verified for one credential.</summary>
    public int MaxVerifications { get; init; } = 64;
}
