// SPDX-License-Identifier: Apache-2.0

namespace Suti.House.Tests;

/// <summary>Which assembly may stand on which: tier n on tiers below n, and the sideways edges that the design names.</summary>
public static class ArchitectureRules
{
    private static readonly HashSet<(string From, string To)> SidewaysEdges =
    [
        ("Suti.Crypto", "Suti.Encodings"),
        ("Suti.Dids.Ethr", "Suti.Dids"),
        ("Suti.Credentials", "Suti.Dids"),
        ("Suti.DidComm", "Suti.Dids"),
        ("Suti.Credentials.DataIntegrity", "Suti.Credentials"),
        ("Suti.Agent.Client", "Suti.Agent"),
        ("Suti.Server", "Suti.AspNetCore"),
        ("Suti.Cli", "Suti.Server"),
        ("Suti.Cli", "Suti.AspNetCore"),
    ];

    private static readonly HashSet<string> ExtensionsPackagesBelowTierThree =
    [
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
    ];

    /// <summary>What is wrong with <paramref name="from"/> standing on <paramref name="to"/>; null when it may.</summary>
    public static string? Violation(SourceProject from, SourceProject to) =>
        to.Tier < from.Tier || SidewaysEdges.Contains((from.Name, to.Name))
            ? null
            : $"{from.Name} (tier {from.Tier}) may not reference {to.Name} (tier {to.Tier}).";

    /// <summary>What is wrong with a reference to a package or framework assembly; null when it may.</summary>
    public static string? Violation(SourceProject from, string external) =>
        from.Tier < 3
        && external.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        && !ExtensionsPackagesBelowTierThree.Contains(external)
            ? $"{from.Name} (tier {from.Tier}) may not reference {external}."
            : null;
}
