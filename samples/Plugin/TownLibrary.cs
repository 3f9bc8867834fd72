// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Suti.Crypto;
using Suti.Dids;

namespace Suti.Samples.Plugin;

/// <summary>What the capability can do. Its operations and its remote client are generated from this.</summary>
[AgentApi(typeof(LibraryJson))]
public interface ILibrary
{
    /// <summary>Lends a book to a reader of the town.</summary>
    [Operation("libraryLend")]
    Task<Loan> LendAsync(LoanRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the loans.</summary>
    [Operation("libraryList", IsReadOnly = true)]
    Task<Loan[]> ListAsync(CancellationToken cancellationToken = default);
}

public sealed record LoanRequest
{
    public required string Reader { get; init; }

    public required string Title { get; init; }
}

public sealed record Loan(string Reader, string Title, int Days);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoanRequest))]
[JsonSerializable(typeof(Loan))]
[JsonSerializable(typeof(Loan[]))]
internal sealed partial class LibraryJson : JsonSerializerContext;

/// <summary>Keeps loans as records of the agent's space, in whatever database the agent has.</summary>
internal sealed class TownLibrary(IRecordStore store, SpaceContext space) : ILibrary
{
    public static readonly RecordKind<Loan> Loans =
        new RecordKind<Loan>("loan", LibraryJson.Default.Loan, loan => loan.Title).WithText("reader", loan => loan.Reader);

    private readonly RecordSet<Loan> _loans = new(store, space.Space, Loans);

    public async Task<Loan> LendAsync(LoanRequest request, CancellationToken cancellationToken = default)
    {
        var loan = new Loan(request.Reader, request.Title, Days: 30);
        await _loans.PutAsync(loan, expectedVersion: 0, cancellationToken); // Lent already: record.conflict.
        return loan;
    }

    public async Task<Loan[]> ListAsync(CancellationToken cancellationToken = default) =>
        [.. await _loans.FindAsync(cancellationToken: cancellationToken)];
}

/// <summary>did:town:PLACE:KEY. Resolving needs no network: the key is in the DID.</summary>
internal sealed class TownDidMethod(string town) : IDidMethod, IDidCreator
{
    public string Name => "town";

    public bool IsOffline => true;

    public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken) =>
        did.MethodSpecificId.Split(':') is [var place, var text] && place == town && Multikey.TryDecode(text, out var key)
            ? new(DidResolutionResult.FromDocument(
                new DidDocumentBuilder(did).AddKey("#reader", key, VerificationRelationship.Authentication).Build()))
            : new(DidResolutionResult.FromError(DidErrorCodes.NotFound, "Nobody of this town has this DID."));

    public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        var key = await keys.CreateAsync(KeyType.Ed25519, creation.KeyManagementSystem, cancellationToken);
        return new()
        {
            Did = Did.Parse($"did:town:{town}:{Multikey.Encode(key.PublicKey)}"),
            ControllerKeyId = key.KeyId,
            Keys = [new(key.KeyId, key.PublicKey, VerificationRelationship.Authentication)],
        };
    }
}

/// <summary>The one line that adds it all.</summary>
public static class TownLibraryExtensions
{
    public static IAgentBuilder AddTownLibrary(this IAgentBuilder builder, string town)
    {
        builder.AddDidMethod(new TownDidMethod(town), "AddTownLibrary()");
        builder.Plan.AddCapability(LibraryApi.Capability, "AddTownLibrary()");
        builder.Plan.AddRecordKind(TownLibrary.Loans);
        builder.Services.AddScoped<ILibrary, TownLibrary>();
        return builder;
    }
}
