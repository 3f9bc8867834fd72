// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>The upper three bits of a head, and the values of its lower five (RFC 8949 section 3).</summary>
internal static class CborMajorType
{
    public const int UnsignedInteger = 0;
    public const int NegativeInteger = 1;
    public const int ByteString = 2;
    public const int TextString = 3;
    public const int Array = 4;
    public const int Map = 5;
    public const int Tag = 6;
    public const int Other = 7;

    public const int OneByteArgument = 24;
    public const int TwoByteArgument = 25;
    public const int FourByteArgument = 26;
    public const int EightByteArgument = 27;
    public const int IndefiniteLength = 31;

    public const byte Break = 0xFF;
    public const byte False = 0xF4;
    public const byte True = 0xF5;
    public const byte Null = 0xF6;
    public const byte Undefined = 0xF7;
}
