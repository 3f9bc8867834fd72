// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What is known beside the credentials when a definition is evaluated.</summary>
public sealed record ExchangeOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static ExchangeOptions Standard { get; } = new();

    /// <summary>The DIDs of the one who will show the credentials; everything kept is taken for theirs when null.</summary>
    public IReadOnlyList<string>? Holders { get; init; }

    /// <summary>Finds out whether a credential stands. Without it, a definition that asks for that is not met.</summary>
    public Func<VerifiableCredential, CancellationToken, ValueTask<CredentialStanding>>? FindStanding { get; init; }

    /// <summary>The formats that are known; all of <see cref="CredentialFormats.All"/> when null.</summary>
    public IReadOnlyList<ICredentialFormat>? Formats { get; init; }

    /// <summary>How many credentials are wanted of each input descriptor at most.</summary>
    public int MaxMatches { get; init; } = 100;
}
