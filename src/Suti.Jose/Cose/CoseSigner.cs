// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>One who signs a <see cref="CoseSign"/>: a key, the algorithm and the headers of the signature.</summary>
[DebuggerDisplay("{Algorithm,nq}")]
public sealed class CoseSigner
{
    /// <summary>Describes a signer.</summary>
    /// <param name="signer">The key, wherever it lives.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="protectedHeader">Parameters of the protected header; the algorithm is added.</param>
    /// <param name="unprotectedHeader">Parameters of the unprotected header.</param>
    /// <exception cref="ArgumentException">The key is not one for the algorithm.</exception>
    public CoseSigner(ISigner signer, CoseAlgorithm algorithm, CoseMap? protectedHeader = null, CoseMap? unprotectedHeader = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(algorithm);
        if (algorithm.Signature is not { } signature || !signer.CanSign(signature))
        {
            throw new ArgumentException($"A {signer.PublicKey.Type} key does not sign with {algorithm}.", nameof(algorithm));
        }

        Signer = signer;
        Algorithm = algorithm;
        Protected = protectedHeader;
        Unprotected = unprotectedHeader;
    }

    /// <summary>The algorithm.</summary>
    public CoseAlgorithm Algorithm { get; }

    internal ISigner Signer { get; }

    internal CoseMap? Protected { get; }

    internal CoseMap? Unprotected { get; }
}
