// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>
/// Structured data to sign (EIP-712), from the JSON that <c>eth_signTypedData_v4</c> takes. What is not exactly of its types is
/// refused: unknown types, missing members, members that the types do not know and that would therefore not be signed.
/// </summary>
public sealed class TypedData
{
    private readonly byte[] _domainSeparator = new byte[Keccak.Size];
    private readonly byte[] _digest = new byte[Keccak.Size];
    private readonly byte[] _encodedMessage;
    private readonly byte[] _messageHash = new byte[Keccak.Size];

    private TypedData(TypedDataSchema schema, TypedDataStruct type)
    {
        Schema = schema;
        PrimaryType = type.Name;
        _encodedMessage = new byte[UInt256.Size * (1 + type.Types.Length)];
    }

    /// <summary>The types.</summary>
    public TypedDataSchema Schema { get; }

    /// <summary>The type of the message.</summary>
    public string PrimaryType { get; }

    /// <summary>The chain that the domain names, if any.</summary>
    public UInt256? ChainId { get; private set; }

    /// <summary>The contract that the domain names, if any.</summary>
    public Address? VerifyingContract { get; private set; }

    /// <summary>The 32 bytes to sign.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>The hash of the domain.</summary>
    public ReadOnlySpan<byte> DomainSeparator => _domainSeparator;

    /// <summary>The hash of the message.</summary>
    public ReadOnlySpan<byte> MessageHash => _messageHash;

    /// <summary>What <see cref="MessageHash"/> is the hash of: the hash of the type and a word for each member.</summary>
    public ReadOnlySpan<byte> EncodedMessage => _encodedMessage;

    /// <summary>Reads the JSON object with <c>types</c>, <c>primaryType</c>, <c>domain</c> and <c>message</c>.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out TypedData? typedData, [NotNullWhen(false)] out EthereumError? error)
    {
        typedData = null;
        var fault = StrictJson.TryParseElement(utf8, out var root) && root.ValueKind == JsonValueKind.Object
            ? TryRead(root, out typedData)
            : "The typed data is not a well-formed JSON object.";
        error = fault is null ? null : new EthereumError(EthereumErrorCodes.TypedDataInvalid, fault);
        return fault is null;
    }

    /// <summary>Reads the JSON object with <c>types</c>, <c>primaryType</c>, <c>domain</c> and <c>message</c>.</summary>
    /// <exception cref="FormatException">The typed data is refused; the message says what and where.</exception>
    public static TypedData Parse(ReadOnlySpan<byte> utf8) =>
        TryParse(utf8, out var typedData, out var error) ? typedData : throw new FormatException(error.Message);

    /// <summary>Takes a domain and a message, as strictly parsed JSON objects, whose types are known already.</summary>
    public static bool TryCreate(
        TypedDataSchema schema,
        string primaryType,
        JsonElement domain,
        JsonElement message,
        [NotNullWhen(true)] out TypedData? typedData,
        [NotNullWhen(false)] out EthereumError? error)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(primaryType);
        var fault = TryEncode(schema, primaryType, domain, message, out typedData);
        error = fault is null ? null : new EthereumError(EthereumErrorCodes.TypedDataInvalid, fault);
        return fault is null;
    }

    private static string? TryRead(JsonElement root, out TypedData? typedData)
    {
        typedData = null;
        if (!root.TryGetProperty("types"u8, out var types)
            || !root.TryGetProperty("primaryType"u8, out var primaryType) || primaryType.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("domain"u8, out var domain)
            || !root.TryGetProperty("message"u8, out var message)
            || root.GetPropertyCount() != 4)
        {
            return "The typed data has not exactly types, primaryType, domain and message.";
        }

        return TypedDataSchema.TryRead(types, out var schema, out var fault)
            ? TryEncode(schema, primaryType.GetString()!, domain, message, out typedData)
            : fault;
    }

    private static string? TryEncode(
        TypedDataSchema schema, string primaryType, JsonElement domain, JsonElement message, out TypedData? typedData)
    {
        typedData = null;
        // Wallets disagree about a message that is the domain itself.
        if (!schema.TryGet(primaryType, out var type) || primaryType == TypedDataSchema.DomainType)
        {
            return "The primary type is not among the types, or is that of the domain.";
        }

        if (domain.ValueKind != JsonValueKind.Object || schema.DomainOf(domain) is not { } domainType)
        {
            return "The domain is not an object.";
        }

        var made = new TypedData(schema, type);
        var encoder = new TypedDataEncoder();
        if (!encoder.TryHashStruct(domainType, domain, made._domainSeparator)
            || !encoder.TryEncodeStruct(type, message, made._encodedMessage))
        {
            return encoder.Fault;
        }

        Keccak.Hash(made._encodedMessage, made._messageHash);
        Eip191.HashStructured(made._domainSeparator, made._messageHash, made._digest);
        made.ReadDomain(domain);
        typedData = made;
        return null;
    }

    private void ReadDomain(JsonElement domain)
    {
        // Both were checked when the domain was hashed.
        if (domain.TryGetProperty("chainId"u8, out var chainId))
        {
            ChainId = UInt256.Parse(chainId.ValueKind == JsonValueKind.String ? chainId.GetString() : chainId.GetRawText());
        }

        if (domain.TryGetProperty("verifyingContract"u8, out var contract))
        {
            VerifyingContract = Address.Parse(contract.GetString());
        }
    }
}
