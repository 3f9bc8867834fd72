// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>A call as a request has it, its input as bytes, or as a function with arguments as texts.</summary>
internal static class CallInput
{
    private const int MaxDigits = 80;

    /// <summary>The call of a request.</summary>
    /// <param name="network">The network of the identity.</param>
    /// <param name="call">The call.</param>
    /// <param name="place">Where it stands in the request, with a slash behind; nothing for the request itself.</param>
    public static EthereumCall Read(EthrNetwork network, IdentityCall call, string place = "")
    {
        var value = UInt256.Zero;
        return call.Value is not { } wei || UInt256.TryParse(wei, out value)
            ? new EthereumCall { To = EthrOperations.ReadAddress(network, call.To, place + "to"), Value = value, Data = ReadData(call, place) }
            : throw EthrOperations.Invalid(place + "value", "must be a whole number of wei.");
    }

    private static ReadOnlyMemory<byte> ReadData(IdentityCall request, string place)
    {
        if (request.Function is null)
        {
            return request.Arguments is not null ? throw EthrOperations.Invalid(place + "arguments", "need a function.")
                : request.Data is null ? default(ReadOnlyMemory<byte>)
                : Hex.TryDecodePrefixed(request.Data, out var data) ? data
                : throw EthrOperations.Invalid(place + "data", "must be hexadecimal digits after 0x.");
        }

        if (request.Data is not null || !AbiFunction.TryParse(request.Function, out var function))
        {
            throw EthrOperations.Invalid(place + "function", "must be a signature such as function greet(string name), and stand there without data.");
        }

        var types = function.Inputs.Components;
        var texts = request.Arguments ?? [];
        if (texts.Length != types.Count)
        {
            throw EthrOperations.Invalid(place + "arguments", $"must be {types.Count}.");
        }

        var values = new AbiValue[texts.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Read(types[index].Type, texts[index])
                ?? throw EthrOperations.Invalid($"{place}arguments/{index}", $"must be a value of {types[index].Type.Name}; arrays and structs go by data.");
        }

        try
        {
            return function.EncodeCall(values);
        }
        catch (ArgumentException)
        {
            throw EthrOperations.Invalid(place + "arguments", $"must be values of {function.Inputs.Name}.");
        }
    }

    private static AbiValue? Read(AbiType type, string text) => type.Kind switch
    {
        AbiKind.Unsigned => UInt256.TryParse(text, out var number) ? (AbiValue)number : default(AbiValue?),
        AbiKind.Signed => ReadSigned(text),
        AbiKind.Boolean => text is "true" or "false" ? (AbiValue)(text == "true") : default(AbiValue?),
        AbiKind.Address => Address.TryParse(text, out var address) ? (AbiValue)address : default(AbiValue?),
        AbiKind.FixedBytes or AbiKind.Bytes => Hex.TryDecodePrefixed(text, out var bytes) ? (AbiValue)bytes : default(AbiValue?),
        AbiKind.Text => (AbiValue)text,
        _ => null,
    };

    private static AbiValue? ReadSigned(string text) =>
        text.Length <= MaxDigits && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.GetBitLength() < 256
            ? (AbiValue)number
            : default(AbiValue?);
}
