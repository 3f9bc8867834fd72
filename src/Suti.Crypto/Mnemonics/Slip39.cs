// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Suti.Crypto;

/// <summary>
/// SLIP-39: a master secret split into shares, written as words, in groups: some members of some groups bring it back. A
/// passphrase cannot be checked: a wrong one gives another secret.
/// </summary>
public static class Slip39
{
    private const int MaxExponent = 15;

    /// <summary>Splits a master secret into shares; one list of mnemonics per group.</summary>
    /// <param name="groupThreshold">How many groups are needed.</param>
    /// <param name="groups">The groups, 16 at most.</param>
    /// <param name="masterSecret">The secret: 16 to 64 bytes, an even number.</param>
    /// <param name="passphrase">Printable ASCII, or nothing.</param>
    /// <param name="iterationExponent">The passphrase is stretched by 10,000 times two to the power of this.</param>
    /// <param name="isExtendable">Whether more shares can be made later for the same secret and passphrase.</param>
    /// <param name="random">Where randomness comes from.</param>
    /// <exception cref="ArgumentException">A number, the secret or the passphrase is not as said.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Split(
        int groupThreshold,
        IReadOnlyList<Slip39Group> groups,
        ReadOnlySpan<byte> masterSecret,
        ReadOnlySpan<char> passphrase = default,
        int iterationExponent = 1,
        bool isExtendable = true,
        RandomSource? random = null)
    {
        RequireArguments(groupThreshold, groups, masterSecret, iterationExponent);
        random ??= RandomSource.System;
        var password = ToAscii(passphrase);
        Span<byte> identifierBytes = stackalloc byte[2];
        random.Fill(identifierBytes);
        var identifier = ((identifierBytes[0] << 8) | identifierBytes[1]) & 0x7FFF;
        var encrypted = masterSecret.ToArray();
        Slip39Cipher.Encrypt(encrypted, password, iterationExponent, identifier, isExtendable);

        var result = new List<IReadOnlyList<string>>(groups.Count);
        var groupShares = ShamirSharing.Split(groupThreshold, groups.Count, encrypted, random);
        for (var groupIndex = 0; groupIndex < groups.Count; groupIndex++)
        {
            var group = groups[groupIndex];
            var mnemonics = new List<string>(group.Count);
            foreach (var (memberIndex, value) in ShamirSharing.Split(group.Threshold, group.Count, groupShares[groupIndex], random).Index())
            {
                using var share = new Slip39Share(value)
                {
                    Identifier = identifier,
                    IsExtendable = isExtendable,
                    IterationExponent = iterationExponent,
                    GroupIndex = groupIndex,
                    GroupThreshold = groupThreshold,
                    GroupCount = groups.Count,
                    MemberIndex = memberIndex,
                    MemberThreshold = group.Threshold,
                };
                mnemonics.Add(share.ToMnemonic());
            }

            CryptographicOperations.ZeroMemory(groupShares[groupIndex]);
            result.Add(mnemonics);
        }

        CryptographicOperations.ZeroMemory(encrypted);
        CryptographicOperations.ZeroMemory(password);
        return result;
    }

    /// <summary>Brings the master secret back from exactly the shares that are needed.</summary>
    /// <exception cref="FormatException">The shares are none, do not belong together, are too many or too few, or are wrong.</exception>
    /// <exception cref="ArgumentException">The passphrase is not printable ASCII.</exception>
    public static byte[] Combine(IEnumerable<string> mnemonics, ReadOnlySpan<char> passphrase = default) =>
        Combine(mnemonics, passphrase, out var error) ?? throw new FormatException($"Not the shares of a secret: {error}.");

    /// <summary>Brings the master secret back; false when the shares are not exactly those that are needed.</summary>
    /// <exception cref="ArgumentException">The passphrase is not printable ASCII.</exception>
    public static bool TryCombine(
        IEnumerable<string> mnemonics, ReadOnlySpan<char> passphrase, [NotNullWhen(true)] out byte[]? masterSecret)
    {
        masterSecret = Combine(mnemonics, passphrase, out _);
        return masterSecret is not null;
    }

    private static byte[]? Combine(IEnumerable<string> mnemonics, ReadOnlySpan<char> passphrase, out string error)
    {
        ArgumentNullException.ThrowIfNull(mnemonics);
        var password = ToAscii(passphrase);
        var shares = new List<Slip39Share>();
        try
        {
            foreach (var mnemonic in mnemonics)
            {
                if (shares.Count == ShamirSharing.MaxShares * ShamirSharing.MaxShares
                    || !Slip39Share.TryParse(mnemonic, out var share))
                {
                    error = "one is no share, or there are too many";
                    return null;
                }

                shares.Add(share);
            }

            return Combine(shares, password, out error);
        }
        finally
        {
            shares.ForEach(share => share.Dispose());
            CryptographicOperations.ZeroMemory(password);
        }
    }

    private static byte[]? Combine(List<Slip39Share> shares, ReadOnlySpan<byte> password, out string error)
    {
        error = "there is none";
        if (shares is not [var first, ..])
        {
            return null;
        }

        error = "they do not belong together";
        if (!shares.TrueForAll(share => BelongTogether(share, first)))
        {
            return null;
        }

        var groups = shares.GroupBy(share => share.GroupIndex).Select(group => group.ToArray()).ToArray();
        error = $"{first.GroupThreshold} groups are needed, not {groups.Length}";
        if (groups.Length != first.GroupThreshold)
        {
            return null;
        }

        var groupValues = new byte[groups.Length][];
        foreach (var (index, group) in groups.Index())
        {
            if (RecoverGroup(group, out error) is not { } value)
            {
                return null;
            }

            groupValues[index] = value;
        }

        error = "a share is wrong";
        var secret = ShamirSharing.TryRecover([.. groups.Select(group => (byte)group[0].GroupIndex)], groupValues);
        Array.ForEach(groupValues, value => CryptographicOperations.ZeroMemory(value));
        if (secret is not null)
        {
            Slip39Cipher.Decrypt(secret, password, first.IterationExponent, first.Identifier, first.IsExtendable);
        }

        return secret;
    }

    private static byte[]? RecoverGroup(Slip39Share[] group, out string error)
    {
        var threshold = group[0].MemberThreshold;
        error = $"group {group[0].GroupIndex + 1} needs exactly {threshold} different shares";
        if (group.Length != threshold
            || Array.Exists(group, share => share.MemberThreshold != threshold)
            || group.DistinctBy(share => share.MemberIndex).Count() != group.Length)
        {
            return null;
        }

        error = "a share is wrong";
        byte[][] values = [.. group.Select(share => share.Value.ToArray())];
        var recovered = ShamirSharing.TryRecover([.. group.Select(share => (byte)share.MemberIndex)], values);
        Array.ForEach(values, value => CryptographicOperations.ZeroMemory(value));
        return recovered;
    }

    private static bool BelongTogether(Slip39Share share, Slip39Share first) =>
        share.Identifier == first.Identifier
        && share.IsExtendable == first.IsExtendable
        && share.IterationExponent == first.IterationExponent
        && share.GroupThreshold == first.GroupThreshold
        && share.GroupCount == first.GroupCount
        && share.Value.Length == first.Value.Length;

    private static void RequireArguments(
        int groupThreshold, IReadOnlyList<Slip39Group> groups, ReadOnlySpan<byte> masterSecret, int iterationExponent)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfNegative(iterationExponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterationExponent, MaxExponent);
        if (groups.Count is 0 or > ShamirSharing.MaxShares || groupThreshold < 1 || groupThreshold > groups.Count)
        {
            throw new ArgumentException("There are 1 to 16 groups, and no more are needed than there are.", nameof(groups));
        }

        foreach (var group in groups)
        {
            // SLIP-39, "Generating the shares", step 1: several copies of one share would only look like several shares.
            if (group.Threshold < 1 || group.Count < group.Threshold || group.Count > ShamirSharing.MaxShares
                || (group.Threshold == 1 && group.Count > 1))
            {
                throw new ArgumentException(
                    "A group has 1 to 16 shares, needs no more than it has, and has only one if it needs only one.", nameof(groups));
            }
        }

        if (masterSecret.Length is < Slip39Share.MinValueSize or > Slip39Share.MaxValueSize || masterSecret.Length % 2 != 0)
        {
            throw new ArgumentException("A master secret has 16 to 64 bytes, an even number.", nameof(masterSecret));
        }
    }

    private static byte[] ToAscii(ReadOnlySpan<char> passphrase) => passphrase.ContainsAnyExceptInRange(' ', '~')
        ? throw new ArgumentException("A passphrase is printable ASCII.", nameof(passphrase))
        : Encoding.ASCII.GetBytes(passphrase.ToArray());
}
