// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>A point on a curve, and what was computed for it so far.</summary>
internal sealed class WeierstrassPublicKey<TField>(byte[] raw, in AffinePoint<TField> point) : PublicKeyMaterial(raw)
    where TField : unmanaged, IFieldElement<TField>
{
    private readonly AffinePoint<TField> _point = point;
    private AffinePoint<TField>[]? _prepared;
    private HandleCache<ECDsa>? _verifiers;
    private HandleCache<ECDiffieHellman>? _agreements;
    private bool _seen;

    public ref readonly AffinePoint<TField> Point => ref _point;

    /// <summary>Handles of the platform that verify with this key.</summary>
    public HandleCache<ECDsa> Verifiers(WeierstrassCurve curve) => _verifiers ??= PlatformCurve.Verifiers(curve, this);

    /// <summary>Handles of the platform for this key as a peer.</summary>
    public HandleCache<ECDiffieHellman> Agreements(WeierstrassCurve curve) =>
        _agreements ??= PlatformCurve.Agreements(curve, this, secret: null);

    /// <summary>
    /// The tables that make verification faster. They cost about as much as one verification, so that the first use
    /// goes without; threads that meet here may both make them, to the same result.
    /// </summary>
    public AffinePoint<TField>[]? PreparedVartime<TCurve, TScalar>()
        where TCurve : ICurve<TField>
        where TScalar : unmanaged, IScalar<TScalar>
    {
        if (_prepared is null && _seen)
        {
            Volatile.Write(ref _prepared, Combination<TCurve, TField, TScalar>.PrepareVartime(_point));
        }

        _seen = true;
        return _prepared;
    }
}
