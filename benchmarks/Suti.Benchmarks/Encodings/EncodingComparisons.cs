// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Suti.Encodings;

namespace Suti.Benchmarks;

/// <summary>Base58 of 32 bytes beside @scure/base, and the canonical bytes of a credential of 2 KiB beside canonicalize.</summary>
internal sealed class EncodingComparisons : ComparisonSource
{
    private readonly byte[] _bytes = [.. Enumerable.Range(0, 32).Select(index => (byte)((index * 7) + 1))];
    private readonly char[] _text = new char[64];
    private readonly byte[] _decoded = new byte[32];
    private readonly int _textLength;
    private readonly ArrayBufferWriter<byte> _canonical = new(4096);
    private readonly NodePeer _peer;
    private readonly Lazy<byte[]> _credential = new(() =>
        File.ReadAllBytes(Path.Combine(BenchmarkPaths.Root, "tests", "peers", "bench", "credential.json")));

    public EncodingComparisons()
    {
        _peer = Own(new NodePeer("encodings.mjs"));
        _textLength = Base58.Encode(_bytes, _text);
    }

    public override IEnumerable<Comparison> Comparisons =>
    [
        new("encodings", "base58.encode.32.scure", EncodeBase58, "scure", _peer.Operation("base58.encode")),
        new("encodings", "base58.decode.32.scure", DecodeBase58, "scure", _peer.Operation("base58.decode")),
        new("encodings", "jcs.credential.2k.canonicalize", Canonicalize, "canonicalize", _peer.Operation("jcs")),
    ];

    private void EncodeBase58(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Base58.Encode(_bytes, _text);
        }
    }

    private void DecodeBase58(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Base58.TryDecode(_text.AsSpan(0, _textLength), _decoded, out _);
        }
    }

    private void Canonicalize(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _canonical.ResetWrittenCount();
            JsonCanonicalizer.Canonicalize(_credential.Value, _canonical);
        }
    }
}
