// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Suti.Credentials;

/// <summary>What a verifier expects. Everything is checked unless it is switched off here by name.</summary>
public sealed record VerificationOptions
{
    private static readonly FrozenSet<string> Removable = new[]
    {
        CheckCodes.Time, CheckCodes.DataModel, CheckCodes.Status, CheckCodes.Schema, CheckCodes.TypeMetadata, CheckCodes.RelatedResource,
        CheckCodes.Trust, CheckCodes.Holder, CheckCodes.Audience, CheckCodes.Challenge, CheckCodes.Domain,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ReadOnlyMemory<byte>> NoResources = FrozenDictionary<string, ReadOnlyMemory<byte>>.Empty;

    private readonly FrozenSet<string> _switchedOff = FrozenSet<string>.Empty;

    /// <summary>The options that are used when none are given: everything, now, for nobody in particular.</summary>
    public static VerificationOptions Standard { get; } = new();

    /// <summary>Who the verifier is: one of these must stand in a presentation, and in any credential that names an audience.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>The challenge that the verifier gave for this presentation, once.</summary>
    public string? Challenge { get; init; }

    /// <summary>The domain that the verifier speaks for.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether an SD-JWT must come with the holder's proof that its key is theirs.</summary>
    public bool RequireKeyBinding { get; init; }

    /// <summary>How long ago a key binding may have been made.</summary>
    public TimeSpan MaxKeyBindingAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The resources that the caller has, by their address: those that a credential has digests of are held against them.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Resources { get; init; } = NoResources;

    /// <summary>The time to verify for; now when null.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How far the clocks may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The codes of checks that are not made. Signature, purpose, issuer, agreement and nested credentials cannot be switched off.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such check, or it cannot be switched off.</exception>
    public IReadOnlyCollection<string> SwitchedOff
    {
        get => _switchedOff;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var code in value)
            {
                if (!Removable.Contains(code))
                {
                    throw new ArgumentException($"The check '{code}' cannot be switched off.", nameof(value));
                }
            }

            _switchedOff = value.ToFrozenSet(StringComparer.Ordinal);
        }
    }

    internal bool Checks(string code) => _switchedOff.Count == 0 || !_switchedOff.Contains(code);
}
