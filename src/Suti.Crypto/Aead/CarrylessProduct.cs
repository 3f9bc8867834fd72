// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace Suti.Crypto;

/// <summary>
/// A sum of products without carries of numbers of 128 bits, by the instructions that processors have for them. Reducing the
/// sum once is cheaper than reducing each product.
/// </summary>
internal struct CarrylessProduct
{
    private Vector128<ulong> _low;
    private Vector128<ulong> _middle;
    private Vector128<ulong> _high;

    public static bool IsSupported => Pclmulqdq.IsSupported || ArmAes.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector128<ulong> left, Vector128<ulong> right)
    {
        if (Pclmulqdq.IsSupported)
        {
            _low ^= Pclmulqdq.CarrylessMultiply(left, right, 0x00);
            _middle ^= Pclmulqdq.CarrylessMultiply(left, right, 0x01) ^ Pclmulqdq.CarrylessMultiply(left, right, 0x10);
            _high ^= Pclmulqdq.CarrylessMultiply(left, right, 0x11);
        }
        else
        {
            _low ^= ArmAes.PolynomialMultiplyWideningLower(left.GetLower(), right.GetLower());
            _middle ^= ArmAes.PolynomialMultiplyWideningLower(left.GetLower(), right.GetUpper())
                ^ ArmAes.PolynomialMultiplyWideningLower(left.GetUpper(), right.GetLower());
            _high ^= ArmAes.PolynomialMultiplyWideningUpper(left, right);
        }
    }

    /// <summary>The four words of the sum, the lowest first.</summary>
    public readonly (ulong V0, ulong V1, ulong V2, ulong V3) ToWords() => (
        _low.GetElement(0),
        _low.GetElement(1) ^ _middle.GetElement(0),
        _high.GetElement(0) ^ _middle.GetElement(1),
        _high.GetElement(1));
}
