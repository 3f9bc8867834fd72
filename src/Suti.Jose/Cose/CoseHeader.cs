// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;

namespace Suti.Jose;

/// <summary>The headers of a COSE message, protected and not, checked: no label twice, <c>crit</c> obeyed (RFC 9052 §3).</summary>
public sealed class CoseHeader
{
    internal const int AlgorithmLabel = 1;
    internal const int CriticalLabel = 2;
    internal const int ContentTypeLabel = 3;
    internal const int KeyIdLabel = 4;
    internal const int NonceLabel = 5;
    internal const int PartialNonceLabel = 6;
    internal const int TypeLabel = 16;

    /// <summary>The labels below this one every implementation understands (RFC 9052 §3.1).</summary>
    private const int FirstOptionalLabel = 8;

    private CoseHeader(byte[] protectedBytes, CoseMap protectedMap, CoseMap unprotectedMap)
    {
        ProtectedBytes = protectedBytes;
        Protected = protectedMap;
        Unprotected = unprotectedMap;
    }

    /// <summary>What is signed or authenticated.</summary>
    public CoseMap Protected { get; }

    /// <summary>What is not.</summary>
    public CoseMap Unprotected { get; }

    /// <summary>The algorithm; null when there is none that is known.</summary>
    public CoseAlgorithm? Algorithm =>
        (Protected.TryGetInt64(AlgorithmLabel, out var id) || Unprotected.TryGetInt64(AlgorithmLabel, out id))
        && CoseAlgorithm.TryGet(id, out var algorithm)
            ? algorithm
            : null;

    /// <summary>The key identifier; null when there is none.</summary>
    public byte[]? KeyId => Bytes(KeyIdLabel);

    /// <summary>The type of the whole message (RFC 9596) as text; null when there is none.</summary>
    public string? Type => Protected.TryGetText(TypeLabel, out var type) ? type : null;

    /// <summary>The nonce of encryption.</summary>
    internal byte[]? Nonce => Bytes(NonceLabel);

    /// <summary>The protected header as it enters the structure that is signed: the empty string when it is empty.</summary>
    internal byte[] ProtectedBytes { get; }

    /// <summary>A parameter wherever it stands, encoded.</summary>
    public bool TryGet(CoseLabel label, out ReadOnlyMemory<byte> encoded) =>
        Protected.TryGet(label, out encoded) || Unprotected.TryGet(label, out encoded);

    /// <summary>Makes the headers of a new message.</summary>
    internal static CoseHeader Create(CoseAlgorithm algorithm, CoseMap? protectedMap, CoseMap? unprotectedMap)
    {
        var map = (protectedMap?.Copy() ?? new CoseMap()).Set(AlgorithmLabel, algorithm.Id);
        return new CoseHeader(map.Encode(), map, unprotectedMap ?? new CoseMap());
    }

    /// <summary>Reads the two headers that come next in a message.</summary>
    internal static CoseHeader? Read(
        ref CborReader reader, IReadOnlyCollection<CoseLabel>? understood, out JoseError? error)
    {
        error = CoseErrors.Malformed;
        if (!reader.TryReadByteString(out var bytes))
        {
            return null;
        }

        var protectedMap = new CoseMap();
        if (!bytes.IsEmpty)
        {
            if (!CoseMap.TryParse(bytes, out var parsed))
            {
                return null;
            }

            protectedMap = parsed;
        }

        if (CoseMap.Read(ref reader) is not { } unprotectedMap)
        {
            return null;
        }

        if (protectedMap.Labels.Any(label => unprotectedMap.TryGet(label, out _)))
        {
            error = CoseErrors.DuplicateLabel;
            return null;
        }

        // An empty map is signed as the empty string, however it was sent (RFC 9052 §4.4 step 1).
        var header = new CoseHeader(protectedMap.Labels.Count == 0 ? [] : bytes.ToArray(), protectedMap, unprotectedMap);
        error = header.CheckTypes() ?? header.CheckCritical(understood ?? []);
        return error is null ? header : null;
    }

    /// <summary>Writes both headers, as the first two elements of a message.</summary>
    internal void WriteTo(CborWriter writer)
    {
        writer.WriteByteString(ProtectedBytes);
        Unprotected.WriteTo(writer);
    }

    private static bool IsStandard(CoseLabel label) => label.Text is null && label.Number is > 0 and < FirstOptionalLabel;

    private byte[]? Bytes(long label) =>
        Protected.TryGetBytes(label, out var value) || Unprotected.TryGetBytes(label, out value) ? value : null;

    private JoseError? CheckTypes()
    {
        foreach (var label in new long[] { KeyIdLabel, NonceLabel, PartialNonceLabel })
        {
            if (TryGet(label, out _) && Bytes(label) is null)
            {
                return CoseErrors.ParameterType;
            }
        }

        // Either nonce may be there, not both (RFC 9052 §3.1).
        return TryGet(NonceLabel, out _) && TryGet(PartialNonceLabel, out _) ? CoseErrors.ParameterType : null;
    }

    private JoseError? CheckCritical(IReadOnlyCollection<CoseLabel> understood)
    {
        if (Unprotected.TryGet(CriticalLabel, out _))
        {
            return CoseErrors.Critical;
        }

        if (!Protected.TryGet(CriticalLabel, out var encoded))
        {
            return null;
        }

        var reader = new CborReader(encoded.Span);
        if (!reader.TryReadStartArray(out _) || reader.TryReadEndArray())
        {
            return CoseErrors.Critical;
        }

        while (!reader.TryReadEndArray())
        {
            var label = reader.TryReadInt64(out var number) ? new CoseLabel(number)
                : reader.TryReadTextString(out var text) ? new CoseLabel(text)
                : default(CoseLabel?);
            if (label is not { } named || !Protected.TryGet(named, out _) || !(IsStandard(named) || understood.Contains(named)))
            {
                return CoseErrors.Critical;
            }
        }

        return null;
    }
}
