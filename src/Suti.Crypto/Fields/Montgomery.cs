// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Suti.Crypto;

/// <summary>
/// A number modulo any odd prime, fully reduced and in Montgomery form, in 64-bit limbs. It serves all orders, and
/// the primes of the larger curves.
/// </summary>
internal readonly struct Montgomery<TModulus, TLimbs> : IScalar<Montgomery<TModulus, TLimbs>>
    where TModulus : IModulus
    where TLimbs : unmanaged
{
    private static readonly ModularInverter Inversion = new(TModulus.Value);

    private readonly TLimbs _limbs;

    private Montgomery(in TLimbs limbs) => _limbs = limbs;

    public static int BitLength => TModulus.BitLength;

    public static int LimbCount => Count;

    public static ReadOnlySpan<ulong> Modulus => TModulus.Value;

    public static int Size => (TModulus.BitLength + 7) / 8;

    public static Montgomery<TModulus, TLimbs> Zero => default;

    public static Montgomery<TModulus, TLimbs> One
    {
        get
        {
            TLimbs limbs = default;
            TModulus.Radix.CopyTo(Span(ref limbs));
            return new(limbs);
        }
    }

    /// <summary>The number of limbs; a constant to the compiler.</summary>
    private static int Count => Unsafe.SizeOf<TLimbs>() / sizeof(ulong);

    public static Montgomery<TModulus, TLimbs> operator +(
        in Montgomery<TModulus, TLimbs> left, in Montgomery<TModulus, TLimbs> right)
    {
        TLimbs result = default;
        ref readonly var a = ref First(left._limbs);
        ref readonly var b = ref First(right._limbs);
        var r = Span(ref result);
        ulong carry = 0;
        for (var i = 0; i < Count; i++)
        {
            r[i] = WideMath.AddWithCarry(At(a, i), At(b, i), ref carry);
        }

        SubtractModulusOnce(r, carry);
        return new(result);
    }

    public static Montgomery<TModulus, TLimbs> operator -(
        in Montgomery<TModulus, TLimbs> left, in Montgomery<TModulus, TLimbs> right)
    {
        TLimbs result = default;
        ref readonly var a = ref First(left._limbs);
        ref readonly var b = ref First(right._limbs);
        var r = Span(ref result);
        ulong borrow = 0;
        for (var i = 0; i < Count; i++)
        {
            r[i] = WideMath.SubtractWithBorrow(At(a, i), At(b, i), ref borrow);
        }

        var mask = 0 - borrow;
        ulong carry = 0;
        for (var i = 0; i < Count; i++)
        {
            r[i] = WideMath.AddWithCarry(r[i], TModulus.Value[i] & mask, ref carry);
        }

        return new(result);
    }

    public static Montgomery<TModulus, TLimbs> operator *(
        in Montgomery<TModulus, TLimbs> left, in Montgomery<TModulus, TLimbs> right)
    {
        // Multiplication and reduction limb by limb in turn; t has one limb more than the numbers and a carry on top.
        TLimbs result = default;
        ref readonly var a = ref First(left._limbs);
        ref readonly var b = ref First(right._limbs);
        var t = Span(ref result);
        ulong top = 0;
        for (var i = 0; i < Count; i++)
        {
            var factor = At(b, i);
            ulong carry = 0;
            for (var j = 0; j < Count; j++)
            {
                t[j] = WideMath.MultiplyAdd(At(a, j), factor, t[j], ref carry);
            }

            ulong overflow = 0;
            top = WideMath.AddWithCarry(top, carry, ref overflow);

            var m = t[0] * TModulus.NegatedInverse;
            carry = 0;
            WideMath.MultiplyAdd(m, TModulus.Value[0], t[0], ref carry);
            for (var j = 1; j < Count; j++)
            {
                t[j - 1] = WideMath.MultiplyAdd(m, TModulus.Value[j], t[j], ref carry);
            }

            ulong more = 0;
            t[Count - 1] = WideMath.AddWithCarry(top, carry, ref more);
            top = overflow + more;
        }

        SubtractModulusOnce(t, top);
        return new(result);
    }

    public static Montgomery<TModulus, TLimbs> Square(in Montgomery<TModulus, TLimbs> value) => value * value;

    public static Montgomery<TModulus, TLimbs> Half(in Montgomery<TModulus, TLimbs> value)
    {
        var result = value._limbs;
        var r = Span(ref result);
        var odd = 0 - (r[0] & 1);
        ulong carry = 0;
        for (var i = 0; i < Count; i++)
        {
            r[i] = WideMath.AddWithCarry(r[i], TModulus.Value[i] & odd, ref carry);
        }

        for (var i = 0; i < Count - 1; i++)
        {
            r[i] = (r[i] >> 1) | (r[i + 1] << 63);
        }

        r[Count - 1] = (r[Count - 1] >> 1) | (carry << 63);
        return new(result);
    }

    public static Montgomery<TModulus, TLimbs> Tidy(in Montgomery<TModulus, TLimbs> value) => value;

    public static Montgomery<TModulus, TLimbs> Invert(in Montgomery<TModulus, TLimbs> value)
    {
        var plain = Leave(value);
        Inversion.Of(Span(ref plain));
        return Enter(plain);
    }

    public static Montgomery<TModulus, TLimbs> InvertVartime(in Montgomery<TModulus, TLimbs> value)
    {
        var plain = Leave(value);
        Inversion.OfVartime(Span(ref plain));
        return Enter(plain);
    }

    /// <summary>Only for primes that are 3 modulo 4, as those of the curves are.</summary>
    public static bool TrySquareRoot(in Montgomery<TModulus, TLimbs> value, out Montgomery<TModulus, TLimbs> root)
    {
        Debug.Assert((TModulus.Value[0] & 3) == 3);
        root = One;

        // The exponent (p + 1) / 4 is the bits of p + 1 from bit 2 on; p + 1 carries out of the ones at the end of p.
        Span<ulong> exponent = stackalloc ulong[Count];
        ulong carry = 1;
        for (var i = 0; i < Count; i++)
        {
            exponent[i] = WideMath.AddWithCarry(TModulus.Value[i], 0, ref carry);
        }

        for (var bit = TModulus.BitLength; bit >= 2; bit--)
        {
            root = Square(root);
            if (bit < Count * 64 && (exponent[bit >> 6] >> (bit & 63) & 1) != 0)
            {
                root *= value;
            }
        }

        return IsZeroVartime(Square(root) - value);
    }

    public static ulong IsZeroMask(in Montgomery<TModulus, TLimbs> value)
    {
        ref readonly var a = ref First(value._limbs);
        ulong bits = 0;
        for (var i = 0; i < Count; i++)
        {
            bits |= At(a, i);
        }

        return WideMath.IsZeroMask(bits);
    }

    public static bool IsZeroVartime(in Montgomery<TModulus, TLimbs> value) => IsZeroMask(value) != 0;

    public static Montgomery<TModulus, TLimbs> Select(
        ulong mask, in Montgomery<TModulus, TLimbs> ifSet, in Montgomery<TModulus, TLimbs> otherwise)
    {
        TLimbs result = default;
        ref readonly var a = ref First(ifSet._limbs);
        ref readonly var b = ref First(otherwise._limbs);
        var r = Span(ref result);
        for (var i = 0; i < Count; i++)
        {
            r[i] = At(b, i) ^ ((At(a, i) ^ At(b, i)) & mask);
        }

        return new(result);
    }

    public static bool TryDecode(ReadOnlySpan<byte> bytes, out Montgomery<TModulus, TLimbs> value)
    {
        TLimbs limbs = default;
        ReadBigEndian(bytes, Span(ref limbs));
        ulong borrow = 0;
        for (var i = 0; i < Count; i++)
        {
            WideMath.SubtractWithBorrow(Span(ref limbs)[i], TModulus.Value[i], ref borrow);
        }

        value = Enter(limbs);
        return borrow != 0;
    }

    public static void Encode(in Montgomery<TModulus, TLimbs> value, Span<byte> bytes)
    {
        var plain = Leave(value);
        var limbs = Span(ref plain);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[bytes.Length - 1 - i] = (byte)(limbs[i >> 3] >> (8 * (i & 7)));
        }

        limbs.Clear();
    }

    public static Montgomery<TModulus, TLimbs> DecodeReduced(ReadOnlySpan<byte> bytes)
    {
        TLimbs limbs = default;
        ReadBigEndian(bytes, Span(ref limbs));
        SubtractModulusOnce(Span(ref limbs), 0);
        return Enter(limbs);
    }

    public static void ToLimbs(in Montgomery<TModulus, TLimbs> value, Span<ulong> limbs)
    {
        var plain = Leave(value);
        Span(ref plain).CopyTo(limbs);
        Span(ref plain).Clear();
    }

    public static ulong IsHighMask(in Montgomery<TModulus, TLimbs> value)
    {
        // v > (p - 1) / 2 if and only if 2v - p does not go below zero.
        var plain = Leave(value);
        var limbs = Span(ref plain);
        ulong borrow = 0;
        ulong shifted = 0;
        for (var i = 0; i < Count; i++)
        {
            WideMath.SubtractWithBorrow((limbs[i] << 1) | shifted, TModulus.Value[i], ref borrow);
            shifted = limbs[i] >> 63;
        }

        return 0 - (shifted | (1 - borrow));
    }

    private static Montgomery<TModulus, TLimbs> Enter(in TLimbs plain)
    {
        TLimbs square = default;
        TModulus.RadixSquared.CopyTo(Span(ref square));
        return new Montgomery<TModulus, TLimbs>(plain) * new Montgomery<TModulus, TLimbs>(square);
    }

    private static TLimbs Leave(in Montgomery<TModulus, TLimbs> value)
    {
        TLimbs one = default;
        Span(ref one)[0] = 1;
        return (value * new Montgomery<TModulus, TLimbs>(one))._limbs;
    }

    /// <summary>
    /// Subtracts the modulus if the number, with <paramref name="top"/> as one more limb, is not below it.
    /// </summary>
    private static void SubtractModulusOnce(Span<ulong> r, ulong top)
    {
        TLimbs difference = default;
        var d = Span(ref difference);
        ulong borrow = 0;
        for (var i = 0; i < Count; i++)
        {
            d[i] = WideMath.SubtractWithBorrow(r[i], TModulus.Value[i], ref borrow);
        }

        var keep = 0 - (borrow & (top ^ 1));
        for (var i = 0; i < Count; i++)
        {
            r[i] = d[i] ^ ((r[i] ^ d[i]) & keep);
        }
    }

    private static void ReadBigEndian(ReadOnlySpan<byte> bytes, Span<ulong> limbs)
    {
        for (var i = 0; i < limbs.Length && bytes.Length > 0; i++)
        {
            if (bytes.Length >= 8)
            {
                limbs[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[^8..]);
                bytes = bytes[..^8];
            }
            else
            {
                foreach (var part in bytes)
                {
                    limbs[i] = (limbs[i] << 8) | part;
                }

                bytes = [];
            }
        }
    }

    private static Span<ulong> Span(ref TLimbs limbs) => MemoryMarshal.CreateSpan(ref Unsafe.As<TLimbs, ulong>(ref limbs), Count);

    private static ref readonly ulong First(in TLimbs limbs) => ref Unsafe.As<TLimbs, ulong>(ref Unsafe.AsRef(in limbs));

    private static ulong At(in ulong first, int index) => Unsafe.Add(ref Unsafe.AsRef(in first), index);
}
