// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Suti.Ethereum;

/// <summary>Normalizes names as ENSIP-15 says, and refuses those that it does not allow.</summary>
internal sealed class EnsNormalizer(EnsTables tables)
{
    private const int SmallXi = 0x3BE;
    private const int CapitalXi = 0x39E;

    /// <summary>The normalized name, or the form to show people.</summary>
    public bool TryNormalize(
        ReadOnlySpan<char> name, bool beautify, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out EthereumError? error)
    {
        normalized = null;
        error = null;
        var text = new StringBuilder(name.Length + 8);
        var position = 0;
        foreach (var range in name.Split('.'))
        {
            if (position++ > 0)
            {
                text.Append('.');
            }

            var label = new EnsLabel(tables);
            if (label.Read(name[range], beautify) is { } fault)
            {
                error = EnsFaults.InLabel(position, fault);
                return false;
            }

            // ENSIP-15, Beautification: the sign of ether is a capital letter where the label is not Greek.
            var raise = beautify && label.Group?.Name != "Greek";
            foreach (var code in label.Codes)
            {
                Append(text, raise && code == SmallXi ? CapitalXi : code);
            }
        }

        normalized = text.ToString();
        return true;
    }

    private static void Append(StringBuilder text, int code)
    {
        if (code <= char.MaxValue)
        {
            text.Append((char)code);
            return;
        }

        Span<char> pair = stackalloc char[2];
        text.Append(pair[..new Rune(code).EncodeToUtf16(pair)]);
    }
}
