// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// A contract of the house as its compiler left it: the interface and the code. The sources, and what proves that the code is theirs, stand in
/// <c>contracts/</c> of the repository.
/// </summary>
public sealed class ContractArtifact
{
    private readonly byte[] _initCode;
    private readonly AbiType _constructor;

    private ContractArtifact(string name, JsonElement json)
    {
        Name = name;
        Abi = json.GetProperty("abi");
        _initCode = Hex.DecodePrefixed(json.GetProperty("bytecode").GetString());
        _constructor = AbiType.Parse($"({string.Join(',', ConstructorTypes(Abi))})");
    }

    /// <summary>The registry of did:ethr (ERC-1056).</summary>
    public static ContractArtifact EthereumDidRegistry { get; } = Load("EthereumDIDRegistry");

    /// <summary>The registry of claims (ERC-780).</summary>
    public static ContractArtifact EthereumClaimsRegistry { get; } = Load("EthereumClaimsRegistry");

    /// <summary>Publishing under an address that hands the right on; constructed with the registry of claims.</summary>
    public static ContractArtifact RevokeAndPublish { get; } = Load("RevokeAndPublish");

    /// <summary>The identity that stays when its keys change. The manager makes clones of it.</summary>
    public static ContractArtifact IdentityProxy { get; } = Load("IdentityProxy");

    /// <summary>The keeper of owners and recovery keys; constructed with user lock, admin lock, admin rate (seconds) and the relay.</summary>
    public static ContractArtifact MetaIdentityManager { get; } = Load("MetaIdentityManager");

    /// <summary>The carrier of signed calls; constructed with the owner of its list of senders, zero for no list.</summary>
    public static ContractArtifact IdentityRelay { get; } = Load("IdentityRelay");

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The interface, as JSON.</summary>
    public JsonElement Abi { get; }

    /// <summary>What a transaction has as its input to create the contract.</summary>
    /// <exception cref="ArgumentException">The arguments are not those of the constructor.</exception>
    public byte[] GetInitCode(params ReadOnlySpan<AbiValue> arguments) => [.. _initCode, .. AbiCodec.Encode(_constructor, arguments)];

    /// <summary>Creates the contract.</summary>
    /// <returns>Its address.</returns>
    /// <exception cref="ArgumentException">The arguments are not those of the constructor.</exception>
    /// <exception cref="SutiException">The account cannot pay, the constructor reverted, or the node failed.</exception>
    public async ValueTask<Address> DeployAsync(
        TransactionSender sender, AbiValue[] arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(arguments);
        var call = new EthereumCall { Data = GetInitCode(arguments) };
        var receipt = await sender.ExecuteAsync(call, cancellationToken: cancellationToken).ConfigureAwait(false);
        return receipt.ContractAddress
            ?? throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The receipt of the creation names no contract.");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<string> ConstructorTypes(JsonElement abi)
    {
        foreach (var item in abi.EnumerateArray())
        {
            if (item.GetProperty("type").ValueEquals("constructor"u8))
            {
                return item.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("type").GetString()!);
            }
        }

        return [];
    }

    private static ContractArtifact Load(string name)
    {
        using var stream = typeof(ContractArtifact).Assembly.GetManifestResourceStream(name)!;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return new ContractArtifact(name, StrictJson.ParseElement(json));
    }
}
