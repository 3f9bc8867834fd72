// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Suti.Crypto;

/// <summary>
/// A row of the ChaCha20 state, four words, for as many blocks as the vector has room for. Given as a type, so that one code
/// runs with every width.
/// </summary>
internal interface IChaChaRow<TSelf>
    where TSelf : struct, IChaChaRow<TSelf>
{
    /// <summary>The number of blocks side by side.</summary>
    static abstract int Blocks { get; }

    /// <summary>The same row for every block.</summary>
    static abstract TSelf Create(Vector128<uint> row);

    /// <summary>What has to be added to the last row so that the blocks count up: 0, 1, 2...</summary>
    static abstract TSelf Counters { get; }

    /// <summary>The row of one of the blocks.</summary>
    static abstract Vector128<uint> Get(TSelf row, int block);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Rotates each word to the left.</summary>
    static abstract TSelf Rotate(TSelf row, [ConstantExpected] byte bits);

    /// <summary>Moves the words of each block to the left by one, two or three places.</summary>
    static abstract TSelf Move1(TSelf row);

    static abstract TSelf Move2(TSelf row);

    static abstract TSelf Move3(TSelf row);
}

internal readonly struct ChaChaRow128(Vector128<uint> value) : IChaChaRow<ChaChaRow128>
{
    private readonly Vector128<uint> _value = value;

    public static int Blocks => 1;

    public static ChaChaRow128 Counters => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow128 operator +(ChaChaRow128 left, ChaChaRow128 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow128 operator ^(ChaChaRow128 left, ChaChaRow128 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow128 Create(Vector128<uint> row) => new(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Get(ChaChaRow128 row, int block) => row._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow128 Rotate(ChaChaRow128 row, [ConstantExpected] byte bits) =>
        new((row._value << bits) | (row._value >>> (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow128 Move1(ChaChaRow128 row) => new(Vector128.Shuffle(row._value, Vector128.Create(1u, 2, 3, 0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow128 Move2(ChaChaRow128 row) => new(Vector128.Shuffle(row._value, Vector128.Create(2u, 3, 0, 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow128 Move3(ChaChaRow128 row) => new(Vector128.Shuffle(row._value, Vector128.Create(3u, 0, 1, 2)));
}

internal readonly struct ChaChaRow256(Vector256<uint> value) : IChaChaRow<ChaChaRow256>
{
    private readonly Vector256<uint> _value = value;

    public static int Blocks => 2;

    public static ChaChaRow256 Counters => new(Vector256.Create(0u, 0, 0, 0, 1, 0, 0, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow256 operator +(ChaChaRow256 left, ChaChaRow256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow256 operator ^(ChaChaRow256 left, ChaChaRow256 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow256 Create(Vector128<uint> row) => new(Vector256.Create(row, row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Get(ChaChaRow256 row, int block) => block == 0 ? row._value.GetLower() : row._value.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow256 Rotate(ChaChaRow256 row, [ConstantExpected] byte bits) => new(Avx512F.VL.IsSupported
        ? Avx512F.VL.RotateLeft(row._value, bits)
        : (row._value << bits) | (row._value >>> (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow256 Move1(ChaChaRow256 row) => new(Avx2.Shuffle(row._value, 0b00_11_10_01));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow256 Move2(ChaChaRow256 row) => new(Avx2.Shuffle(row._value, 0b01_00_11_10));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow256 Move3(ChaChaRow256 row) => new(Avx2.Shuffle(row._value, 0b10_01_00_11));
}

internal readonly struct ChaChaRow512(Vector512<uint> value) : IChaChaRow<ChaChaRow512>
{
    private readonly Vector512<uint> _value = value;

    public static int Blocks => 4;

    public static ChaChaRow512 Counters => new(Vector512.Create(0u, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow512 operator +(ChaChaRow512 left, ChaChaRow512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow512 operator ^(ChaChaRow512 left, ChaChaRow512 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow512 Create(Vector128<uint> row)
    {
        var pair = Vector256.Create(row, row);
        return new(Vector512.Create(pair, pair));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Get(ChaChaRow512 row, int block)
    {
        var half = block < 2 ? row._value.GetLower() : row._value.GetUpper();
        return block % 2 == 0 ? half.GetLower() : half.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow512 Rotate(ChaChaRow512 row, [ConstantExpected] byte bits) =>
        new(Avx512F.RotateLeft(row._value, bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow512 Move1(ChaChaRow512 row) => new(Avx512F.Shuffle(row._value, 0b00_11_10_01));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow512 Move2(ChaChaRow512 row) => new(Avx512F.Shuffle(row._value, 0b01_00_11_10));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChaChaRow512 Move3(ChaChaRow512 row) => new(Avx512F.Shuffle(row._value, 0b10_01_00_11));
}
