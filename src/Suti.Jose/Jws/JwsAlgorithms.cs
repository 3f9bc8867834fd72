// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Suti.Jose;

/// <summary>
/// A set of JWS algorithms: those that a caller accepts. Written as <c>[JwsAlgorithm.EdDsa, JwsAlgorithm.Es256]</c>. The empty
/// set accepts nothing.
/// </summary>
[CollectionBuilder(typeof(JwsAlgorithms), nameof(Create))]
public readonly struct JwsAlgorithms : IEquatable<JwsAlgorithms>, IReadOnlyCollection<JwsAlgorithm>
{
    private readonly uint _members;

    private JwsAlgorithms(uint members) => _members = members;

    /// <summary>The signatures with public keys that are in common use; neither the MACs nor the legacy ES256K-R.</summary>
    public static JwsAlgorithms Signatures { get; } =
    [
        JwsAlgorithm.EdDsa, JwsAlgorithm.Ed25519, JwsAlgorithm.Es256, JwsAlgorithm.Es256K, JwsAlgorithm.Es384, JwsAlgorithm.Es512,
        JwsAlgorithm.Rs256, JwsAlgorithm.Rs384, JwsAlgorithm.Rs512, JwsAlgorithm.Ps256, JwsAlgorithm.Ps384, JwsAlgorithm.Ps512,
    ];

    /// <summary>The MACs.</summary>
    public static JwsAlgorithms Macs { get; } = [JwsAlgorithm.Hs256, JwsAlgorithm.Hs384, JwsAlgorithm.Hs512];

    /// <inheritdoc/>
    public int Count => BitOperations.PopCount(_members);

    /// <summary>Whether both sets are the same.</summary>
    public static bool operator ==(JwsAlgorithms left, JwsAlgorithms right) => left.Equals(right);

    /// <summary>Whether the sets differ.</summary>
    public static bool operator !=(JwsAlgorithms left, JwsAlgorithms right) => !left.Equals(right);

    /// <summary>Makes a set; the way that collection expressions take.</summary>
    public static JwsAlgorithms Create(ReadOnlySpan<JwsAlgorithm> algorithms)
    {
        var members = 0u;
        foreach (var algorithm in algorithms)
        {
            members |= 1u << algorithm.Index;
        }

        return new JwsAlgorithms(members);
    }

    /// <summary>Whether the set holds <paramref name="algorithm"/>.</summary>
    public bool Contains(JwsAlgorithm? algorithm) => algorithm is not null && (_members & (1u << algorithm.Index)) != 0;

    /// <inheritdoc/>
    public bool Equals(JwsAlgorithms other) => _members == other._members;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JwsAlgorithms other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _members.GetHashCode();

    /// <inheritdoc/>
    public IEnumerator<JwsAlgorithm> GetEnumerator()
    {
        foreach (var algorithm in JwsAlgorithm.All)
        {
            if (Contains(algorithm))
            {
                yield return algorithm;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
