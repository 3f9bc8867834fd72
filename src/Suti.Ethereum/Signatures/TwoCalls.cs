// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Suti.Ethereum;

/// <summary>
/// Code for a call without a target: it makes a first call, then a second one without the right to change anything, and gives back the 32 bytes
/// that the second gave, or reverts. The inputs stand behind the code.
/// </summary>
internal static class TwoCalls
{
    private const byte Push4 = 0x63;
    private const byte Push20 = 0x73;

    public static byte[] Encode(Address first, byte[] firstInput, Address second, byte[] secondInput)
    {
        // The size of the code decides where the inputs are, and does not depend on it.
        var size = Write(first, firstInput.Length, second, secondInput.Length, 0).Length;
        return [.. Write(first, firstInput.Length, second, secondInput.Length, size), .. firstInput, .. secondInput];
    }

    private static byte[] Write(Address first, int firstSize, Address second, int secondSize, int codeSize)
    {
        var code = new List<byte>();
        Copy(codeSize, firstSize);

        // CALL(gas, first, 0, 0, size, 0, 0); its success shows in the second call.
        code.AddRange([0x5f, 0x5f]);
        Push(firstSize);
        code.AddRange([0x5f, 0x5f, Push20, .. first.ToBytes(), 0x5a, 0xf1, 0x50]);
        Copy(codeSize + firstSize, secondSize);

        // STATICCALL(gas, second, 0, size, 0, 32), then AND of its success and of RETURNDATASIZE == 32.
        code.AddRange([0x60, 0x20, 0x5f]);
        Push(secondSize);
        code.AddRange([0x5f, Push20, .. second.ToBytes(), 0x5a, 0xfa, 0x3d, 0x60, 0x20, 0x14, 0x16]);

        // Jumps over the revert: the place of JUMPDEST is six bytes and four of the push ahead.
        Push(code.Count + 5 + 1 + 3);
        code.AddRange([0x57, 0x5f, 0x5f, 0xfd, 0x5b, 0x60, 0x20, 0x5f, 0xf3]);
        return [.. code];

        void Copy(int from, int count)
        {
            // CODECOPY(0, from, count)
            Push(count);
            Push(from);
            code.AddRange([0x5f, 0x39]);
        }

        void Push(int value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            code.Add(Push4);
            code.AddRange(bytes);
        }
    }
}
