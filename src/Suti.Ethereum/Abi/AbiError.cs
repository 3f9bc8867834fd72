// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Ethereum;

/// <summary>An error that a contract reverts with.</summary>
public sealed class AbiError
{
    internal const int SelectorSize = 4;

    private readonly byte[] _selector;

    private AbiError(string name, AbiType inputs)
    {
        (Name, Inputs) = (name, inputs);
        _selector = Keccak.HashText(Signature)[..SelectorSize];
    }

    /// <summary><c>Error(string)</c>: <c>require</c> and <c>revert</c> with a text.</summary>
    public static AbiError Text { get; } = Parse("error Error(string reason)");

    /// <summary><c>Panic(uint256)</c>: a failed <c>assert</c>, an overflow, a division by zero.</summary>
    public static AbiError Panic { get; } = Parse("error Panic(uint256 code)");

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The parameters, as a tuple.</summary>
    public AbiType Inputs { get; }

    /// <summary>The canonical signature.</summary>
    public string Signature => Name + Inputs.Name;

    /// <summary>The four bytes that the data of the error starts with.</summary>
    public ReadOnlySpan<byte> Selector => _selector;

    /// <summary>Reads <c>error NotOwner(address caller)</c>; the first word may be left out.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out AbiError? error)
    {
        error = null;
        var parser = new AbiParser(text);
        var copy = parser;

        // An error may itself be called "error".
        if (!parser.TryReadWord("error") || !parser.TryReadIdentifier(out var name))
        {
            parser = copy;
            if (!parser.TryReadIdentifier(out name))
            {
                return false;
            }
        }

        error = parser.TryReadParameters(0, out var inputs) && parser.IsAtEnd && AbiType.TryMakeTuple(inputs) is { } tuple
            ? new AbiError(name.ToString(), tuple)
            : null;
        return error is not null;
    }

    /// <summary>Reads a human-readable signature.</summary>
    /// <exception cref="FormatException">The text is not the signature of an error.</exception>
    public static AbiError Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var error) ? error : throw new FormatException("The text is not the signature of an error.");

    /// <summary>The values of the error, when the data of a revert is one of it.</summary>
    public bool TryDecode(ReadOnlySpan<byte> data, [NotNullWhen(true)] out AbiValue[]? values)
    {
        values = null;
        return data.StartsWith(_selector) && AbiDecoder.TryDecode(Inputs, data[SelectorSize..], out values);
    }

    /// <inheritdoc/>
    public override string ToString() => Signature;
}
