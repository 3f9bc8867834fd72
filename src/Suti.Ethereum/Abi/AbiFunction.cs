// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Ethereum;

/// <summary>A function of a contract, from its human-readable signature.</summary>
public sealed class AbiFunction
{
    private static readonly string[] Modifiers = ["external", "public", "internal", "private", "pure", "view", "payable", "nonpayable", "constant", "virtual", "override"];

    private readonly byte[] _selector;

    private AbiFunction(string name, AbiType inputs, AbiType outputs)
    {
        (Name, Inputs, Outputs) = (name, inputs, outputs);
        _selector = Keccak.HashText(Signature)[..AbiError.SelectorSize];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The parameters, as a tuple.</summary>
    public AbiType Inputs { get; }

    /// <summary>The results, as a tuple.</summary>
    public AbiType Outputs { get; }

    /// <summary>The canonical signature, <c>transfer(address,uint256)</c>.</summary>
    public string Signature => Name + Inputs.Name;

    /// <summary>The four bytes by which the function is called.</summary>
    public ReadOnlySpan<byte> Selector => _selector;

    /// <summary>Reads <c>function transfer(address to, uint256 amount) returns (bool)</c>; the first word may be left out.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out AbiFunction? function)
    {
        function = null;
        var parser = new AbiParser(text);
        _ = parser.TryReadWord("function");
        if (!parser.TryReadIdentifier(out var name) || !parser.TryReadParameters(0, out var inputs))
        {
            return false;
        }

        AbiParameter[]? outputs = [];
        while (!parser.IsAtEnd)
        {
            if (!parser.TryReadIdentifier(out var word)
                || (word is "returns" ? !parser.TryReadParameters(0, out outputs) || !parser.IsAtEnd : !Modifiers.Contains(word.ToString())))
            {
                return false;
            }
        }

        if (AbiType.TryMakeTuple(inputs) is { } input && AbiType.TryMakeTuple(outputs) is { } output)
        {
            function = new AbiFunction(name.ToString(), input, output);
        }

        return function is not null;
    }

    /// <summary>Reads a human-readable signature.</summary>
    /// <exception cref="FormatException">The text is not the signature of a function.</exception>
    public static AbiFunction Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var function) ? function : throw new FormatException("The text is not the signature of a function.");

    /// <summary>The input of a call.</summary>
    /// <exception cref="ArgumentException">A value does not fit its parameter.</exception>
    public byte[] EncodeCall(params ReadOnlySpan<AbiValue> values)
    {
        var encoded = new byte[_selector.Length + AbiEncoder.Measure(Inputs, values)];
        _selector.CopyTo(encoded, 0);
        AbiEncoder.WriteTuple(Inputs.Members, values, encoded.AsSpan(_selector.Length));
        return encoded;
    }

    /// <summary>The values of a call of this function.</summary>
    public bool TryDecodeCall(ReadOnlySpan<byte> data, [NotNullWhen(true)] out AbiValue[]? values)
    {
        values = null;
        return data.StartsWith(_selector) && AbiDecoder.TryDecode(Inputs, data[_selector.Length..], out values);
    }

    /// <summary>The results of a call.</summary>
    public bool TryDecodeResult(ReadOnlySpan<byte> data, [NotNullWhen(true)] out AbiValue[]? values) =>
        AbiDecoder.TryDecode(Outputs, data, out values);

    /// <inheritdoc/>
    public override string ToString() => Signature;
}
