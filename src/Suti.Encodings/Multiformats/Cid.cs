// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Encodings;

/// <summary>
/// A content identifier of IPFS. Version 0 is a bare SHA-256 multihash of a <c>dag-pb</c> node in base58; version 1 says its
/// content type and is written in multibase.
/// </summary>
public sealed class Cid : IEquatable<Cid>, ISpanParsable<Cid>
{
    /// <summary>The most content that IPFS keeps in a single block, and so the most that <see cref="OfFile"/> takes.</summary>
    public const int MaxFileSize = 256 * 1024;

    private const int Version0TextLength = 46;
    private const int MaxTextLength = 2048;

    private Cid(int version, Multicodec codec, Multihash hash)
    {
        Version = version;
        Codec = codec;
        Hash = hash;
    }

    /// <summary>The version: 0 or 1.</summary>
    public int Version { get; }

    /// <summary>What the content is.</summary>
    public Multicodec Codec { get; }

    /// <summary>The hash of the content.</summary>
    public Multihash Hash { get; }

    /// <summary>A version 1 identifier of content of any type.</summary>
    public static Cid Create(Multicodec codec, Multihash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return new Cid(1, codec, hash);
    }

    /// <summary>The version 1 identifier of bytes without structure, hashed with SHA-256.</summary>
    public static Cid OfRaw(ReadOnlySpan<byte> content) => new(1, Multicodec.Raw, Multihash.Sha256(content));

    /// <summary>
    /// The version 0 identifier that adding a small file to IPFS gives: of a UnixFS file node without links, hashed with SHA-256.
    /// </summary>
    /// <exception cref="ArgumentException">The content is larger than <see cref="MaxFileSize"/>.</exception>
    public static Cid OfFile(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxFileSize)
        {
            throw new ArgumentException($"A file of one block has at most {MaxFileSize} bytes.", nameof(content));
        }

        return OfFileNode(content);
    }

    /// <summary>
    /// The identifier of a UnixFS file node with all of the content in it, whatever its size. For more than
    /// <see cref="MaxFileSize"/> it is not what adding the file to IPFS gives, but what Veramo names stored credentials by.
    /// </summary>
    public static Cid OfFileNode(ReadOnlySpan<byte> content) =>
        new(0, Multicodec.DagPb, Multihash.Sha256(UnixFsFileNode.Encode(content)));

    /// <summary>Parses a text that may come from anywhere.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Cid? cid) => TryParse(text, out cid, out _);

    /// <summary>Parses a text.</summary>
    /// <exception cref="FormatException">The text is not a CID.</exception>
    public static Cid Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var cid, out InputFault fault) ? cid : throw fault.ToException("a CID");

    /// <summary>Decodes the binary form, which may come from anywhere.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Cid? cid)
    {
        cid = null;
        if (IsVersion0(bytes))
        {
            cid = Multihash.TryDecode(bytes, out var hash) ? new Cid(0, Multicodec.DagPb, hash) : null;
        }
        else if (Multicodec.TrySplit(bytes, out var version, out var rest) && version == Multicodec.CidV1
            && Multicodec.TrySplit(rest, out var codec, out var multihash)
            && Multihash.TryDecode(multihash, out var hash))
        {
            cid = new Cid(1, codec, hash);
        }

        return cid is not null;
    }

    /// <summary>The binary form.</summary>
    public byte[] ToBytes() =>
        Version == 0 ? Hash.ToBytes() : Multicodec.CidV1.Prefix(Codec.Prefix(Hash.ToBytes()));

    /// <summary>Whether both identify the same content in the same way.</summary>
    public bool Equals(Cid? other) =>
        other is not null && other.Version == Version && other.Codec == Codec && other.Hash.Equals(Hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Cid);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, Codec, Hash);

    /// <summary>The text: base58 for version 0, multibase base32 for version 1.</summary>
    public override string ToString() =>
        Version == 0 ? Base58.Encode(ToBytes()) : Multibase.Encode(MultibaseEncoding.Base32, ToBytes());

    /// <inheritdoc/>
    static Cid IParsable<Cid>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool IParsable<Cid>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Cid result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    static Cid ISpanParsable<Cid>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool ISpanParsable<Cid>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out Cid result) =>
        TryParse(s, out result);

    private static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Cid? cid, out InputFault fault)
    {
        cid = null;
        byte[]? bytes;
        if (text.Length > MaxTextLength)
        {
            fault = new InputFault("more text than a CID has", MaxTextLength);
            return false;
        }

        var isVersion0 = text.Length == Version0TextLength && text.StartsWith("Qm", StringComparison.Ordinal);
        if (!(isVersion0 ? Base58.TryDecode(text, out bytes) : Multibase.TryDecode(text, out bytes)))
        {
            fault = new InputFault("neither a version 0 CID nor multibase", 0);
            return false;
        }

        // Version 0 has no multibase form, so that each identifier has one text per base.
        var valid = TryDecode(bytes, out cid) && cid.Version == 0 == isVersion0;
        cid = valid ? cid : null;
        fault = valid ? default : new InputFault("no valid version, code and multihash", 0);
        return cid is not null;
    }

    private static bool IsVersion0(ReadOnlySpan<byte> bytes) => bytes.Length == 34 && bytes[0] == 0x12 && bytes[1] == 0x20;
}
