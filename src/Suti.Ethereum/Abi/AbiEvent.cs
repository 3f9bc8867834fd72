// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Ethereum;

/// <summary>An event of a contract.</summary>
public sealed class AbiEvent
{
    private const int MaxIndexed = 4;

    private readonly AbiType _data;
    private readonly byte[] _topic;

    private AbiEvent(string name, AbiType inputs, bool isAnonymous)
    {
        (Name, Inputs, IsAnonymous) = (name, inputs, isAnonymous);
        _data = AbiType.TryMakeTuple(Array.FindAll(inputs.Members, member => !member.IsIndexed))!;
        _topic = Keccak.HashText(Signature);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The parameters, as a tuple.</summary>
    public AbiType Inputs { get; }

    /// <summary>Whether the first topic is a parameter, and not the hash of the signature.</summary>
    public bool IsAnonymous { get; }

    /// <summary>The canonical signature.</summary>
    public string Signature => Name + Inputs.Name;

    /// <summary>The hash of the signature: the first topic, unless the event is anonymous.</summary>
    public ReadOnlySpan<byte> Topic => _topic;

    /// <summary>Reads <c>event Transfer(address indexed from, uint256 amount)</c>; the first word may be left out.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out AbiEvent? read)
    {
        read = null;
        var parser = new AbiParser(text);
        _ = parser.TryReadWord("event");
        if (!parser.TryReadIdentifier(out var name) || !parser.TryReadParameters(0, out var inputs))
        {
            return false;
        }

        var isAnonymous = parser.TryReadWord("anonymous");
        if (parser.IsAtEnd && inputs.Count(input => input.IsIndexed) <= MaxIndexed - (isAnonymous ? 0 : 1)
            && AbiType.TryMakeTuple(inputs) is { } tuple)
        {
            read = new AbiEvent(name.ToString(), tuple, isAnonymous);
        }

        return read is not null;
    }

    /// <summary>Reads a human-readable signature.</summary>
    /// <exception cref="FormatException">The text is not the signature of an event.</exception>
    public static AbiEvent Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var read) ? read : throw new FormatException("The text is not the signature of an event.");

    /// <summary>
    /// The values of a log of this event, in the order of the parameters. Of an indexed array, tuple, text or string of bytes the log only
    /// has the hash: that is then the value, as 32 bytes.
    /// </summary>
    public bool TryDecode(IReadOnlyList<UInt256> topics, ReadOnlySpan<byte> data, [NotNullWhen(true)] out AbiValue[]? values)
    {
        ArgumentNullException.ThrowIfNull(topics);
        values = null;
        var topic = IsAnonymous ? 0 : 1;
        if (topics.Count != topic + Inputs.Members.Count(member => member.IsIndexed)
            || (!IsAnonymous && topics[0] != UInt256.FromBigEndian(_topic))
            || !AbiDecoder.TryDecode(_data, data, out var others))
        {
            return false;
        }

        var read = new AbiValue[Inputs.Members.Length];
        var other = 0;
        for (var index = 0; index < read.Length; index++)
        {
            var member = Inputs.Members[index];
            if (!member.IsIndexed)
            {
                read[index] = others[other++];
            }
            else if (!TryReadTopic(member.Type, topics[topic++].ToBigEndian(), out read[index]))
            {
                return false;
            }
        }

        values = read;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Signature;

    private static bool TryReadTopic(AbiType type, byte[] topic, out AbiValue value)
    {
        value = topic;
        if (type.Kind is AbiKind.Array or AbiKind.Tuple or AbiKind.Bytes or AbiKind.Text)
        {
            return true;
        }

        var found = AbiDecoder.TryDecode(AbiType.Tuple(new AbiParameter(type)), topic, out var values);
        value = found ? values![0] : default;
        return found;
    }
}
