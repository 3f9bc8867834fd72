// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Jose;

/// <summary>The steps that every COSE signature is verified by.</summary>
internal static class CoseVerification
{
    public static JoseError? Check(
        CoseHeader header, PublicKey key, IReadOnlyCollection<CoseAlgorithm> accepted, byte[] signature, Func<byte[]> input)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(accepted);
        return header.Algorithm is not { Signature: not null } algorithm || !accepted.Contains(algorithm) ? CoseErrors.AlgorithmNotAllowed
            : !algorithm.Takes(key.Type) ? CoseErrors.KeyMismatch
            : algorithm.Verify(key, input(), signature) ? null
            : CoseErrors.SignatureInvalid;
    }
}
