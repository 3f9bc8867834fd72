// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.Dids.Ethr;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateIdentityRequest))]
[JsonSerializable(typeof(CreatedIdentity))]
[JsonSerializable(typeof(IdentityRequest))]
[JsonSerializable(typeof(IdentityDescription))]
[JsonSerializable(typeof(IdentityAccountRequest))]
[JsonSerializable(typeof(IdentityChangeRequest))]
[JsonSerializable(typeof(ForwardRequest))]
[JsonSerializable(typeof(ForwardBatchRequest))]
[JsonSerializable(typeof(PredictedIdentity))]
[JsonSerializable(typeof(SetClaimRequest))]
[JsonSerializable(typeof(GetClaimRequest))]
[JsonSerializable(typeof(RemoveClaimRequest))]
[JsonSerializable(typeof(FindClaimsRequest))]
[JsonSerializable(typeof(PublishClaimRequest))]
[JsonSerializable(typeof(RevokeAndPublishRequest))]
[JsonSerializable(typeof(LookupClaimRequest))]
[JsonSerializable(typeof(ClaimValue))]
[JsonSerializable(typeof(ClaimDescription[]))]
[JsonSerializable(typeof(PublishedClaim))]
[JsonSerializable(typeof(DeployContractsRequest))]
[JsonSerializable(typeof(ContractsRequest))]
[JsonSerializable(typeof(NetworkContracts))]
[JsonSerializable(typeof(EthereumAccountRequest))]
[JsonSerializable(typeof(EthereumAccount))]
[JsonSerializable(typeof(EthrTransaction))]
[JsonSerializable(typeof(NonceEntry))]
internal sealed partial class EthrJson : JsonSerializerContext;
