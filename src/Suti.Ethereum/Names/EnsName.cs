// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Suti.Ethereum;

/// <summary>
/// Names of the Ethereum Name Service (ERC-137). Names of ASCII characters are normalized as ENSIP-15 says; all others are refused
/// unless the caller has them normalized already, because a name that looks like another one would have its own owner.
/// </summary>
public static class EnsName
{
    /// <summary>The greatest length of a name, in characters.</summary>
    public const int MaxLength = 4096;

    private static readonly EthereumError Invalid =
        new(EthereumErrorCodes.NameInvalid, "The text is not a name that ENS allows.");

    private static readonly EthereumError Unsupported =
        new(EthereumErrorCodes.NameUnsupported, "Only names of ASCII characters are normalized here.");

    /// <summary>The normalized form of a name of ASCII characters.</summary>
    public static bool TryNormalize(
        ReadOnlySpan<char> name, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out EthereumError? error)
    {
        normalized = null;
        error = name.Length > MaxLength ? Invalid : !Ascii.IsValid(name) ? Unsupported : null;
        if (error is not null || name.IsEmpty)
        {
            normalized = error is null ? "" : null;
            return error is null;
        }

        foreach (var label in name.Split('.'))
        {
            if (!IsLabel(name[label]))
            {
                error = Invalid;
                return false;
            }
        }

        // ENSIP-15 writes the apostrophe of typewriters as the right quotation mark.
        normalized = name.ToString().ToLowerInvariant().Replace('\'', '\u2019');
        return true;
    }

    /// <summary>The 32 bytes by which the registry knows a name, after the name is normalized.</summary>
    /// <exception cref="SutiException">The name is not allowed, or cannot be normalized here.</exception>
    public static byte[] Hash(ReadOnlySpan<char> name) =>
        TryNormalize(name, out var normalized, out var error) ? HashNormalized(normalized) : throw error.ToException();

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

    private static void HashLabel(ReadOnlySpan<char> label, Span<byte> hash)
    {
        using var scratch = new Scratch(Encoding.UTF8.GetByteCount(label), stackalloc byte[256]);
        Encoding.UTF8.GetBytes(label, scratch.Span);
        Keccak.Hash(scratch.Span, hash);
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        // ENSIP-15: underscores only lead; nothing may look like an encoded international name.
        if (label.IsEmpty || label.TrimStart('_').Contains('_') || (label.Length >= 4 && label[2] == '-' && label[3] == '-'))
        {
            return false;
        }

        foreach (var letter in label)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '$' or '\''))
            {
                return false;
            }
        }

        // An apostrophe neither starts nor ends a label, nor follows another one.
        return label[0] != '\'' && label[^1] != '\'' && !label.Contains("''", StringComparison.Ordinal);
    }
}
