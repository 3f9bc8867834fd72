// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// An element of a prime field, as the group law of a curve sees it. Implementations may reduce lazily and then count
/// in magnitudes: a product, a decoded element and the result of <see cref="Tidy"/> have magnitude 1; a sum has the
/// sum of the magnitudes; a difference <c>a - b</c> takes <c>b</c> of at most 4 and adds 5 to that of <c>a</c>; half
/// of a value has half of its magnitude and 1 more. A factor has at most 8. All operations take constant time but
/// those whose name ends in <c>Vartime</c>.
/// </summary>
internal interface IFieldElement<TSelf>
    where TSelf : unmanaged, IFieldElement<TSelf>
{
    /// <summary>The size of an encoded element in bytes.</summary>
    static abstract int Size { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    static abstract TSelf operator +(in TSelf left, in TSelf right);

    static abstract TSelf operator -(in TSelf left, in TSelf right);

    static abstract TSelf operator *(in TSelf left, in TSelf right);

    static abstract TSelf Square(in TSelf value);

    /// <summary>Half of a value, of magnitude at most 7.</summary>
    static abstract TSelf Half(in TSelf value);

    /// <summary>The same element with magnitude 1.</summary>
    static abstract TSelf Tidy(in TSelf value);

    /// <summary>The multiplicative inverse; zero for zero.</summary>
    static abstract TSelf Invert(in TSelf value);

    static abstract TSelf InvertVartime(in TSelf value);

    /// <summary>A square root, if there is one: the principal one, a power of the value.</summary>
    static abstract bool TrySquareRoot(in TSelf value, out TSelf root);

    /// <summary>All ones when the value is zero, else zero.</summary>
    static abstract ulong IsZeroMask(in TSelf value);

    static abstract bool IsZeroVartime(in TSelf value);

    /// <summary>
    /// Takes <paramref name="ifSet"/> where the mask is all ones and <paramref name="otherwise"/> where it is zero.
    /// </summary>
    static abstract TSelf Select(ulong mask, in TSelf ifSet, in TSelf otherwise);

    /// <summary>Decodes big-endian bytes; false when they are not below the modulus.</summary>
    static abstract bool TryDecode(ReadOnlySpan<byte> bytes, out TSelf value);

    /// <summary>Encodes as big-endian bytes of full size.</summary>
    static abstract void Encode(in TSelf value, Span<byte> bytes);
}
