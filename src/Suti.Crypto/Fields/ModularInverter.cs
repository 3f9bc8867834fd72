// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>
/// Inverts modulo an odd number by division steps (Bernstein and Yang, "Fast constant-time gcd computation and
/// modular inversion", 2019), 62 steps at a time on the lowest words, after which a 2 x 2 matrix is applied to the
/// whole numbers. Numbers are kept in signed limbs of base 2^62.
/// </summary>
internal sealed class ModularInverter
{
    private const long Mask62 = long.MaxValue >> 1;

    /// <summary>Enough limbs for 521 bits.</summary>
    private const int MaximumLimbs = 9;

    private readonly long[] _modulus;
    private readonly ulong _inverse62;
    private readonly int _rounds;

    public ModularInverter(ReadOnlySpan<ulong> modulus)
    {
        var bits = (modulus.Length * 64) - BitOperations.LeadingZeroCount(modulus[^1]);

        // One bit more than the modulus has, since values range over (-2m, m).
        _modulus = new long[(bits + 2 + 61) / 62];
        Split(modulus, _modulus);

        // Newton: an odd number is its own inverse modulo 8, and each step doubles the bits that are right.
        var inverse = modulus[0];
        for (var i = 0; i < 5; i++)
        {
            inverse *= 2 - (modulus[0] * inverse);
        }

        _inverse62 = inverse;

        // The bound for the variant that starts with delta = 1/2, as verified by Wuille for the sizes in use (590 for
        // 256).
        _rounds = (((45907 * bits) + 30179) / 19929 / 62) + 1;
    }

    /// <summary>Replaces a number below the modulus by its inverse, in constant time; zero stays zero.</summary>
    public void Of(Span<ulong> value)
    {
        var n = _modulus.Length;
        Span<long> room = stackalloc long[4 * MaximumLimbs];
        Span<long> f = room[..n], g = room.Slice(n, n), d = room.Slice(2 * n, n), e = room.Slice(3 * n, n);
        _modulus.CopyTo(f);
        Split(value, g);
        d.Clear();
        e.Clear();
        e[0] = 1;

        long zeta = -1;
        for (var round = 0; round < _rounds; round++)
        {
            zeta = DivisionSteps(zeta, (ulong)f[0], (ulong)g[0], out var t);
            ApplyModulo(t, d, e);
            Apply(t, f, g, n);
        }

        Finish(d, f[n - 1], value);
        room.Clear();
    }

    /// <summary>
    /// Replaces a number below the modulus by its inverse, in a time that depends on it; zero stays zero.
    /// </summary>
    public void OfVartime(Span<ulong> value)
    {
        var n = _modulus.Length;
        Span<long> room = stackalloc long[4 * MaximumLimbs];
        Span<long> f = room[..n], g = room.Slice(n, n), d = room.Slice(2 * n, n), e = room.Slice(3 * n, n);
        _modulus.CopyTo(f);
        Split(value, g);
        d.Clear();
        e.Clear();
        e[0] = 1;

        long eta = -1;
        var length = n;
        while (g[..length].ContainsAnyExcept(0))
        {
            eta = DivisionStepsVartime(eta, (ulong)f[0], (ulong)g[0], out var t);
            ApplyModulo(t, d, e);
            Apply(t, f, g, length);
            length = Shorten(f, g, length);
        }

        Finish(d, f[length - 1], value);
    }

    /// <summary>62 steps without a branch. <paramref name="zeta"/> is -(delta + 1/2).</summary>
    private static long DivisionSteps(long zeta, ulong f, ulong g, out Matrix t)
    {
        ulong u = 1, v = 0, q = 0, r = 1;
        for (var i = 0; i < 62; i++)
        {
            var positive = (ulong)(zeta >> 63);
            var odd = 0 - (g & 1);

            // g is odd: add f to it, or subtract f if delta is positive.
            g += ((f ^ positive) - positive) & odd;
            q += ((u ^ positive) - positive) & odd;
            r += ((v ^ positive) - positive) & odd;

            // Both: f takes the former g, which is the new g plus f.
            var swap = positive & odd;
            zeta = (zeta ^ (long)swap) - 1;
            f += g & swap;
            u += q & swap;
            v += r & swap;

            g >>= 1;
            u <<= 1;
            v <<= 1;
        }

        t = new Matrix((long)u, (long)v, (long)q, (long)r);
        return zeta;
    }

    /// <summary>62 steps, several at once. <paramref name="eta"/> is -delta.</summary>
    private static long DivisionStepsVartime(long eta, ulong f, ulong g, out Matrix t)
    {
        ulong u = 1, v = 0, q = 0, r = 1;
        var left = 62;
        while (true)
        {
            // A sentinel bit stops the count where the steps end.
            var zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0)
            {
                break;
            }

            if (eta < 0)
            {
                eta = -eta;
                (f, g) = (g, 0 - f);
                (u, q) = (q, 0 - u);
                (v, r) = (r, 0 - v);
            }

            // As long as eta stays non-negative f does not change, so a multiple of f may clear up to six bits of g
            // at once: w = -g / f; f is its own inverse modulo 8, and one Newton step makes that 64.
            var limit = (int)Math.Min(Math.Min(eta + 1, left), 6);
            var w = (0 - g) * f * (2 - (f * f)) & ((1UL << limit) - 1);
            g += f * w;
            q += u * w;
            r += v * w;
        }

        t = new Matrix((long)u, (long)v, (long)q, (long)r);
        return eta;
    }

    /// <summary>(f, g) becomes t (f, g) / 2^62, which is whole.</summary>
    private static void Apply(in Matrix t, Span<long> f, Span<long> g, int n)
    {
        var cf = default(Accumulator);
        var cg = default(Accumulator);
        cf.Add(t.U, f[0]);
        cf.Add(t.V, g[0]);
        cg.Add(t.Q, f[0]);
        cg.Add(t.R, g[0]);
        cf.Shift();
        cg.Shift();
        for (var i = 1; i < n; i++)
        {
            cf.Add(t.U, f[i]);
            cf.Add(t.V, g[i]);
            cg.Add(t.Q, f[i]);
            cg.Add(t.R, g[i]);
            f[i - 1] = cf.Shift();
            g[i - 1] = cg.Shift();
        }

        f[n - 1] = (long)cf.Low;
        g[n - 1] = (long)cg.Low;
    }

    /// <summary>(d, e) becomes t (d, e) / 2^62 modulo the modulus; both stay within (-2m, m).</summary>
    private void ApplyModulo(in Matrix t, Span<long> d, Span<long> e)
    {
        var modulus = _modulus.AsSpan(0, d.Length);
        var n = d.Length;
        e = e[..n];

        // The multiples of the modulus that make up for negative d and e, and then those that clear the lowest 62 bits.
        var signD = d[n - 1] >> 63;
        var signE = e[n - 1] >> 63;
        var md = (t.U & signD) + (t.V & signE);
        var me = (t.Q & signD) + (t.R & signE);
        var cd = default(Accumulator);
        var ce = default(Accumulator);
        cd.Add(t.U, d[0]);
        cd.Add(t.V, e[0]);
        ce.Add(t.Q, d[0]);
        ce.Add(t.R, e[0]);
        md -= (long)((_inverse62 * cd.Low) + (ulong)md) & Mask62;
        me -= (long)((_inverse62 * ce.Low) + (ulong)me) & Mask62;
        cd.Add(md, modulus[0]);
        ce.Add(me, modulus[0]);
        cd.Shift();
        ce.Shift();
        for (var i = 1; i < modulus.Length; i++)
        {
            cd.Add(t.U, d[i]);
            cd.Add(t.V, e[i]);
            cd.Add(md, modulus[i]);
            ce.Add(t.Q, d[i]);
            ce.Add(t.R, e[i]);
            ce.Add(me, modulus[i]);
            d[i - 1] = cd.Shift();
            e[i - 1] = ce.Shift();
        }

        d[n - 1] = (long)cd.Low;
        e[n - 1] = (long)ce.Low;
    }

    /// <summary>Drops the highest limb of both where it holds nothing but a sign.</summary>
    private static int Shorten(Span<long> f, Span<long> g, int length)
    {
        if (length < 2)
        {
            return length;
        }

        var topF = f[length - 1];
        var topG = g[length - 1];
        if ((topF ^ (topF >> 63) | topG ^ (topG >> 63)) != 0)
        {
            return length;
        }

        f[length - 2] |= topF << 62;
        g[length - 2] |= topG << 62;
        return length - 1;
    }

    /// <summary>d, with the sign of f, brought into [0, m).</summary>
    private void Finish(Span<long> d, long signOfF, Span<ulong> value)
    {
        AddModulusWhere(d, d[^1] >> 63);
        var negate = signOfF >> 63;
        for (var i = 0; i < d.Length; i++)
        {
            d[i] = (d[i] ^ negate) - negate;
        }

        Carry(d);
        AddModulusWhere(d, d[^1] >> 63);
        Join(d, value);
    }

    private void AddModulusWhere(Span<long> d, long mask)
    {
        for (var i = 0; i < d.Length; i++)
        {
            d[i] += _modulus[i] & mask;
        }

        Carry(d);
    }

    private static void Carry(Span<long> d)
    {
        for (var i = 1; i < d.Length; i++)
        {
            d[i] += d[i - 1] >> 62;
            d[i - 1] &= Mask62;
        }
    }

    private static void Split(ReadOnlySpan<ulong> words, Span<long> limbs)
    {
        for (var i = 0; i < limbs.Length; i++)
        {
            var bit = 62 * i;
            var (word, shift) = (bit >> 6, bit & 63);
            var bits = word < words.Length ? words[word] >> shift : 0;
            if (shift > 2 && word + 1 < words.Length)
            {
                bits |= words[word + 1] << (64 - shift);
            }

            limbs[i] = (long)bits & Mask62;
        }
    }

    private static void Join(ReadOnlySpan<long> limbs, Span<ulong> words)
    {
        words.Clear();
        for (var i = 0; i < limbs.Length; i++)
        {
            var bit = 62 * i;
            var (word, shift) = (bit >> 6, bit & 63);
            if (word < words.Length)
            {
                words[word] |= (ulong)limbs[i] << shift;
            }

            if (shift > 2 && word + 1 < words.Length)
            {
                words[word + 1] |= (ulong)limbs[i] >> (64 - shift);
            }
        }
    }

    private readonly struct Matrix(long u, long v, long q, long r)
    {
        public readonly long U = u;
        public readonly long V = v;
        public readonly long Q = q;
        public readonly long R = r;
    }

    /// <summary>A signed sum of products in 128 bits.</summary>
    private struct Accumulator
    {
        public ulong Low;
        private long _high;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(long left, long right)
        {
            var low = (ulong)(left * right);
            var high = (long)WideMath.MultiplyHigh((ulong)left, (ulong)right) - ((left >> 63) & right) - ((right >> 63) & left);
            Low += low;
            _high += high + (Low < low ? 1 : 0);
        }

        /// <summary>Takes the lowest 62 bits off and returns them.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public long Shift()
        {
            var bits = (long)Low & Mask62;
            Low = (Low >> 62) | ((ulong)_high << 2);
            _high >>= 62;
            return bits;
        }
    }
}
