// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Suti.Encodings;

/// <summary>
/// JSON text as ECMAScript's <c>JSON.stringify</c> writes a value: no white space, the shortest numbers, escapes only where
/// JSON demands them, members in their order but array indexes first. What JavaScript hashed can be hashed again from this.
/// </summary>
public static class EcmaScriptJson
{
    private const int MaxNumberSize = 32;

    /// <summary>Writes a value.</summary>
    public static string Stringify(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                var isFirst = true;
                output.Write("["u8);
                foreach (var item in value.EnumerateArray())
                {
                    output.Write(isFirst ? ""u8 : ","u8);
                    isFirst = false;
                    Write(item, output);
                }

                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, output);
                break;
            case JsonValueKind.Number:
                WriteNumber(value.GetDouble(), output);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var members = value.EnumerateObject().ToArray();
        if (members.Any(static member => IsArrayIndex(member.Name)))
        {
            members =
            [
                .. members.Where(static member => IsArrayIndex(member.Name))
                    .OrderBy(static member => uint.Parse(member.Name, CultureInfo.InvariantCulture)),
                .. members.Where(static member => !IsArrayIndex(member.Name)),
            ];
        }

        output.Write("{"u8);
        for (var index = 0; index < members.Length; index++)
        {
            output.Write(index == 0 ? ""u8 : ","u8);
            WriteString(members[index].Name, output);
            output.Write(":"u8);
            Write(members[index].Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        output.Write("\""u8);
        var destination = output.GetSpan((utf8.Length * 6) + 1);
        output.Advance(JcsString.Escape(utf8, destination));
        output.Write("\""u8);
    }

    private static void WriteNumber(double number, ArrayBufferWriter<byte> output)
    {
        if (!double.IsFinite(number))
        {
            // JSON.parse reads a number beyond the range as infinity, which JSON.stringify writes as null.
            output.Write("null"u8);
            return;
        }

        output.Advance(EcmaScriptNumber.Write(number, output.GetSpan(MaxNumberSize)));
    }

    private static bool IsArrayIndex(string name) =>
        uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < uint.MaxValue
        && (name.Length == 1 || name[0] != '0');
}
