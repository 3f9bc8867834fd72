// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>An account on a blockchain, named as in CAIP-10: <c>namespace:reference:address</c>.</summary>
public sealed class BlockchainAccount : IEquatable<BlockchainAccount>, ISpanParsable<BlockchainAccount>
{
    private const string EthereumNamespace = "eip155";
    private const string LowerAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string LettersAndDigits = LowerAndDigits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> NamespaceCharacters = SearchValues.Create(LowerAndDigits + "-");
    private static readonly SearchValues<char> ReferenceCharacters = SearchValues.Create(LettersAndDigits + "-_");
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create(LettersAndDigits + "-.%");

    private BlockchainAccount(string @namespace, string reference, string address)
    {
        Namespace = @namespace;
        Reference = reference;
        Address = address;
    }

    /// <summary>The kind of chain, such as <c>eip155</c>.</summary>
    public string Namespace { get; }

    /// <summary>Which chain of that kind, such as <c>1</c>.</summary>
    public string Reference { get; }

    /// <summary>The account on that chain, as it was written.</summary>
    public string Address { get; }

    /// <summary>The chain, as in CAIP-2.</summary>
    public string ChainId => $"{Namespace}:{Reference}";

    /// <summary>Whether this is an account of an Ethereum chain.</summary>
    public bool IsEthereum => Namespace == EthereumNamespace;

    /// <summary>The Ethereum account that belongs to a secp256k1 key.</summary>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    public static BlockchainAccount FromEthereumKey(PublicKey key, ulong chainId = 1)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> address = stackalloc byte[20];
        GetEthereumAddress(key, address);
        return new BlockchainAccount(
            EthereumNamespace, chainId.ToString(System.Globalization.CultureInfo.InvariantCulture), Hex.EncodePrefixed(address));
    }

    /// <summary>Parses the CAIP-10 form; false when the text is not one. Ethereum addresses must be 20 bytes in hexadecimal.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out BlockchainAccount? account)
    {
        account = null;
        var first = text.IndexOf(':');
        var second = first < 0 ? -1 : text[(first + 1)..].IndexOf(':') + first + 1;
        if (second <= first
            || !IsWithin(text[..first], NamespaceCharacters, 3, 8)
            || !IsWithin(text[(first + 1)..second], ReferenceCharacters, 1, 32)
            || !IsWithin(text[(second + 1)..], AddressCharacters, 1, 128))
        {
            return false;
        }

        var parsed = new BlockchainAccount(text[..first].ToString(), text[(first + 1)..second].ToString(), text[(second + 1)..].ToString());
        if (parsed.IsEthereum
            && (parsed.Reference.AsSpan().ContainsAnyExceptInRange('0', '9') || !parsed.TryGetEthereumAddress(stackalloc byte[20])))
        {
            return false;
        }

        account = parsed;
        return true;
    }

    /// <summary>Parses the CAIP-10 form.</summary>
    /// <exception cref="FormatException">The text is not an account in that form.</exception>
    public static BlockchainAccount Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var account) ? account : throw new FormatException("Not an account in the form of CAIP-10.");

    static bool IParsable<BlockchainAccount>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out BlockchainAccount result) =>
        TryParse(s, out result);

    static bool ISpanParsable<BlockchainAccount>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out BlockchainAccount result) => TryParse(s, out result);

    static BlockchainAccount IParsable<BlockchainAccount>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static BlockchainAccount ISpanParsable<BlockchainAccount>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <summary>The 20 bytes of an Ethereum address; false for other chains or a destination of another size.</summary>
    public bool TryGetEthereumAddress(Span<byte> destination) =>
        IsEthereum
        && destination.Length == 20
        && Address.StartsWith("0x", StringComparison.Ordinal)
        && Address.Length == 42
        && Hex.TryDecode(Address.AsSpan(2), destination, out _);

    /// <summary>
    /// Whether the account is the one that belongs to <paramref name="key"/>. Only accounts of Ethereum chains are derived from
    /// keys here.
    /// </summary>
    public bool IsOf(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> expected = stackalloc byte[20];
        Span<byte> actual = stackalloc byte[20];
        if (key.Type != KeyType.Secp256k1 || !TryGetEthereumAddress(expected))
        {
            return false;
        }

        GetEthereumAddress(key, actual);
        return expected.SequenceEqual(actual);
    }

    /// <summary>Accounts are equal when chain and address are; addresses of Ethereum in any mix of upper and lower case.</summary>
    public bool Equals(BlockchainAccount? other) =>
        other is not null
        && Namespace == other.Namespace
        && Reference == other.Reference
        && string.Equals(Address, other.Address, AddressComparison);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BlockchainAccount);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Namespace, Reference, Address.GetHashCode(AddressComparison));

    /// <summary>The CAIP-10 form.</summary>
    public override string ToString() => $"{Namespace}:{Reference}:{Address}";

    private StringComparison AddressComparison => IsEthereum ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static bool IsWithin(ReadOnlySpan<char> text, SearchValues<char> allowed, int min, int max) =>
        text.Length >= min && text.Length <= max && !text.ContainsAnyExcept(allowed);

    private static void GetEthereumAddress(PublicKey key, Span<byte> address)
    {
        Span<byte> point = stackalloc byte[64];
        if (key.Type != KeyType.Secp256k1 || !key.TryWriteCoordinates(point[..32], point[32..]))
        {
            throw new ArgumentException("Only secp256k1 keys have Ethereum accounts.", nameof(key));
        }

        Span<byte> hash = stackalloc byte[32];
        HashFunction.Keccak256.Hash(point, hash);
        hash[12..].CopyTo(address);
    }
}
