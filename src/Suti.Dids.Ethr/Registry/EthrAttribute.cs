// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;

namespace Suti.Dids.Ethr;

/// <summary>A name and a value in the registry that stand for a key or a service in the document.</summary>
public sealed class EthrAttribute
{
    private readonly byte[] _value;

    /// <summary>Any name and value. What the method does not know is kept by the registry and never stands in a document.</summary>
    /// <exception cref="ArgumentException">The name is longer than 32 bytes.</exception>
    public EthrAttribute(string name, ReadOnlySpan<byte> value)
    {
        ArgumentNullException.ThrowIfNull(name);
        _ = EthrRegistryAbi.ToWord(name);
        (Name, _value) = (name, value.ToArray());
    }

    /// <summary>The name, such as <c>did/pub/Ed25519/veriKey/hex</c>.</summary>
    public string Name { get; }

    /// <summary>The value.</summary>
    public ReadOnlyMemory<byte> Value => _value;

    /// <summary>A key for a purpose: verification, authentication or, for X25519, encryption.</summary>
    /// <param name="key">The key.</param>
    /// <param name="purpose">One of the relationships <c>AssertionMethod</c>, <c>Authentication</c>, <c>KeyAgreement</c>.</param>
    /// <exception cref="ArgumentException">The method has no attribute for such a key or purpose.</exception>
    public static EthrAttribute OfKey(PublicKey key, VerificationRelationship purpose)
    {
        ArgumentNullException.ThrowIfNull(key);
        var name = purpose switch
        {
            VerificationRelationship.AssertionMethod => "veriKey",
            VerificationRelationship.Authentication => "sigAuth",
            VerificationRelationship.KeyAgreement => "enc",
            _ => throw new ArgumentException("An attribute has one purpose: assertion, authentication or key agreement.", nameof(purpose)),
        };
        return key.Type is KeyType.Secp256k1 or KeyType.Ed25519 or KeyType.X25519
            ? new EthrAttribute($"did/pub/{key.Type}/{name}/hex", key.Raw)
            : new EthrAttribute($"did/pub/Multikey/{name}", MulticodecOf(key));
    }

    /// <summary>A service. Its endpoint is a URI, or JSON.</summary>
    /// <exception cref="ArgumentException">The type has other characters than letters, digits and underscores, or is too long.</exception>
    public static EthrAttribute OfService(string type, string endpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(endpoint);
        return type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? new EthrAttribute("did/svc/" + type, Encoding.UTF8.GetBytes(endpoint))
            : throw new ArgumentException("The type of a service has letters, digits and underscores.", nameof(type));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static byte[] MulticodecOf(PublicKey key)
    {
        var multikey = KeyDidMethod.Create(key).MethodSpecificId;
        return Encodings.Base58.Decode(multikey.AsSpan(1));
    }
}
