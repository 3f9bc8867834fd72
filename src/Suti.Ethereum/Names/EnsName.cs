// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Suti.Ethereum;

/// <summary>
/// Names of the Ethereum Name Service (ERC-137), normalized as ENSIP-15 says with the data of Unicode 17. A name that is not allowed is
/// refused: one that looks like another would have its own owner.
/// </summary>
public static class EnsName
{
    /// <summary>The greatest length of a name, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>The normalized form of a name. White space around a name is no part of it: trim what people type.</summary>
    /// <param name="name">The name as it is written; the empty name is the root.</param>
    /// <param name="normalized">The one form of the name that is hashed.</param>
    /// <param name="error">Which label and which character is not allowed and why. Characters beyond ASCII stand there by their number.</param>
    public static bool TryNormalize(
        ReadOnlySpan<char> name, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out EthereumError? error) =>
        TryNormalize(name, beautify: false, out normalized, out error);

    /// <summary>The normalized form of a name.</summary>
    /// <exception cref="SutiException">The name is not allowed.</exception>
    public static string Normalize(ReadOnlySpan<char> name) =>
        TryNormalize(name, out var normalized, out var error) ? normalized : throw error.ToException();

    /// <summary>
    /// The form of a name to show to people: emoji as pictures, and the sign of ether as a capital letter. It normalizes to the same name
    /// and is never hashed itself.
    /// </summary>
    /// <exception cref="SutiException">The name is not allowed.</exception>
    public static string Beautify(ReadOnlySpan<char> name) =>
        TryNormalize(name, beautify: true, out var beautiful, out var error) ? beautiful : throw error.ToException();

    /// <summary>The 32 bytes by which the registry knows a name, after the name is normalized.</summary>
    /// <exception cref="SutiException">The name is not allowed.</exception>
    public static byte[] Hash(ReadOnlySpan<char> name) => HashNormalized(Normalize(name));

    /// <summary>The 32 bytes by which the registry knows a name that is normalized already: <c>namehash</c>.</summary>
    /// <exception cref="ArgumentException">The name is too long or has an empty label.</exception>
    public static byte[] HashNormalized(ReadOnlySpan<char> name)
    {
        if (name.Length > MaxLength)
        {
            throw new ArgumentException("A name is not that long.", nameof(name));
        }

        Span<byte> node = stackalloc byte[2 * Keccak.Size];
        node.Clear();
        while (!name.IsEmpty)
        {
            var dot = name.LastIndexOf('.');
            var label = name[(dot + 1)..];
            if (label.IsEmpty || dot == 0)
            {
                throw new ArgumentException("A label of the name is empty.", nameof(name));
            }

            HashLabel(label, node[Keccak.Size..]);
            Keccak.Hash(node, node[..Keccak.Size]);
            name = dot < 0 ? default : name[..dot];
        }

        return node[..Keccak.Size].ToArray();
    }

    private static bool TryNormalize(
        ReadOnlySpan<char> name, bool beautify, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out EthereumError? error)
    {
        normalized = null;
        error = name.Length > MaxLength ? EnsFaults.TooLong : null;
        if (error is not null || name.IsEmpty)
        {
            normalized = error is null ? "" : null;
            return error is null;
        }

        // The apostrophe of typewriters becomes the right quotation mark, which is not ASCII.
        if (!Ascii.IsValid(name) || name.Contains('\''))
        {
            return new EnsNormalizer(EnsTables.Current).TryNormalize(name, beautify, out normalized, out error);
        }

        var position = 0;
        foreach (var label in name.Split('.'))
        {
            position++;
            if (FaultOfAscii(name[label]) is { } fault)
            {
                error = EnsFaults.InLabel(position, fault);
                return false;
            }
        }

        normalized = name.ToString().ToLowerInvariant();
        return true;
    }

    private static string? FaultOfAscii(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty)
        {
            return EnsFaults.Empty;
        }

        foreach (var letter in label)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '$'))
            {
                return EnsFaults.Disallowed(letter);
            }
        }

        return label.TrimStart('_').Contains('_') ? EnsFaults.Underscore
            : label.Length >= 4 && label[2] == '-' && label[3] == '-' ? EnsFaults.Extension
            : null;
    }

    private static void HashLabel(ReadOnlySpan<char> label, Span<byte> hash)
    {
        using var scratch = new Scratch(Encoding.UTF8.GetByteCount(label), stackalloc byte[256]);
        Encoding.UTF8.GetBytes(label, scratch.Span);
        Keccak.Hash(scratch.Span, hash);
    }
}
