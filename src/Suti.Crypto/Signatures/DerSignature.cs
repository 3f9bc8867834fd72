// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Converts ECDSA signatures between the form that this library works with, <c>r || s</c> of full size (IEEE P1363),
/// and the DER structure <c>Ecdsa-Sig-Value</c> (RFC 3279 section 2.2.3) that certificates and many tools have.
/// </summary>
public static class DerSignature
{
    /// <summary>Converts a signature of any even size to DER.</summary>
    /// <exception cref="ArgumentException">The signature is not two numbers of equal size.</exception>
    public static byte[] FromP1363(ReadOnlySpan<byte> signature)
    {
        if (signature.IsEmpty || signature.Length % 2 != 0 || signature.Length > 132)
        {
            throw new ArgumentException("A signature is two numbers of equal size.", nameof(signature));
        }

        var half = signature.Length / 2;
        var writer = new DerWriter(stackalloc byte[signature.Length + 16]);
        writer.PrependUnsigned(signature[half..]);
        writer.PrependUnsigned(signature[..half]);
        writer.Enclose(DerReader.Sequence, 0);
        return writer.Written.ToArray();
    }

    /// <summary>
    /// Converts DER that may come from anywhere into <paramref name="signature"/>, whose size is that of a signature
    /// of the algorithm. False when it is not canonical DER or a number does not fit.
    /// </summary>
    public static bool TryToP1363(ReadOnlySpan<byte> der, Span<byte> signature)
    {
        signature.Clear();
        var outer = new DerReader(der);
        if (signature.Length % 2 != 0 || !outer.TryRead(DerReader.Sequence, out var content) || !outer.AtEnd)
        {
            return false;
        }

        var reader = new DerReader(content);
        var half = signature.Length / 2;
        if (!reader.TryReadUnsigned(out var r)
            || !reader.TryReadUnsigned(out var s)
            || !reader.AtEnd
            || r.Length > half
            || s.Length > half)
        {
            return false;
        }

        r.CopyTo(signature[(half - r.Length)..half]);
        s.CopyTo(signature[^s.Length..]);
        return true;
    }
}
