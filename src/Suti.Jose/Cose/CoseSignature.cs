// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>One signature of a <see cref="CoseSign"/>, with its headers.</summary>
public sealed class CoseSignature
{
    private const string Context = "Signature";

    private readonly CoseHeader _body;
    private readonly byte[]? _payload;
    private readonly byte[] _value;

    internal CoseSignature(CoseHeader body, CoseHeader header, byte[]? payload, byte[] value)
    {
        _body = body;
        Header = header;
        _payload = payload;
        _value = value;
    }

    /// <summary>The headers of the signature.</summary>
    public CoseHeader Header { get; }

    /// <summary>Verifies.</summary>
    /// <param name="key">The signer's key, found by the caller.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="externalData">Data that both sides know.</param>
    /// <param name="detachedPayload">The payload, when the message carries none.</param>
    public bool Verify(
        PublicKey key,
        IReadOnlyCollection<CoseAlgorithm> accepted,
        [NotNullWhen(false)] out JoseError? error,
        ReadOnlyMemory<byte> externalData = default,
        ReadOnlyMemory<byte>? detachedPayload = null)
    {
        error = CoseStructure.ChoosePayload(_payload, detachedPayload, out var payload)
            ?? CoseVerification.Check(Header, key, accepted, _value, () => Input(_body.ProtectedBytes, Header, externalData, payload));
        return error is null;
    }

    internal static byte[] Input(
        byte[] bodyProtected, CoseHeader header, ReadOnlyMemory<byte> externalData, ReadOnlyMemory<byte> payload) =>
        CoseStructure.Build(Context, bodyProtected, header.ProtectedBytes, externalData, payload);
}
