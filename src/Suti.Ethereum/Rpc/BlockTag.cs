// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Ethereum;

/// <summary>A block by its number, or one of those that have a name.</summary>
public readonly record struct BlockTag
{
    private readonly string? _text;

    private BlockTag(string text) => _text = text;

    /// <summary>The newest block.</summary>
    public static BlockTag Latest => default;

    /// <summary>What the next block will be, as far as the node knows.</summary>
    public static BlockTag Pending { get; } = new("pending");

    /// <summary>The newest block that is unlikely to be replaced.</summary>
    public static BlockTag Safe { get; } = new("safe");

    /// <summary>The newest block that cannot be replaced.</summary>
    public static BlockTag Finalized { get; } = new("finalized");

    /// <summary>The first block.</summary>
    public static BlockTag Earliest { get; } = new("earliest");

    /// <summary>A block by its number.</summary>
    public static implicit operator BlockTag(ulong number) => OfNumber(number);

    /// <summary>A block by its number.</summary>
    public static BlockTag OfNumber(ulong number) => new("0x" + number.ToString("x", CultureInfo.InvariantCulture));

    /// <summary>The text that a node takes.</summary>
    public override string ToString() => _text ?? "latest";
}
