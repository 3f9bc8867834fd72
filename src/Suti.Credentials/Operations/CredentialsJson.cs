// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Suti.Credentials;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateCredentialRequest))]
[JsonSerializable(typeof(CreatePresentationRequest))]
[JsonSerializable(typeof(UsableFormatsRequest))]
[JsonSerializable(typeof(VerifyCredentialRequest))]
[JsonSerializable(typeof(VerifyPresentationRequest))]
[JsonSerializable(typeof(CheckStatusRequest))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(CredentialStatusResult))]
[JsonSerializable(typeof(StatusListRecord))]
[JsonSerializable(typeof(GenerateStatusRequest))]
[JsonSerializable(typeof(UpdateStatusRequest))]
[JsonSerializable(typeof(StatusUpdateResult))]
[JsonSerializable(typeof(CreateStatusListRequest))]
[JsonSerializable(typeof(StatusListDescription))]
[JsonSerializable(typeof(CreateDisclosureRequest))]
[JsonSerializable(typeof(FindForDisclosureRequest))]
[JsonSerializable(typeof(MatchedClaim[]))]
[JsonSerializable(typeof(ValidateDisclosureRequest))]
[JsonSerializable(typeof(DisclosureValidation))]
[JsonSerializable(typeof(CreateProfileRequest))]
[JsonSerializable(typeof(MatchDcqlRequest))]
[JsonSerializable(typeof(CredentialMatches))]
[JsonSerializable(typeof(PresentationSubmission))]
[JsonSerializable(typeof(ExchangeMatchRequest))]
[JsonSerializable(typeof(ExchangePresentRequest))]
[JsonSerializable(typeof(ExchangePresentResult))]
[JsonSerializable(typeof(ExchangeValidateRequest))]
[JsonSerializable(typeof(ExchangeValidateResult))]
[JsonSerializable(typeof(UportDisclosureRequest))]
[JsonSerializable(typeof(UportDisclosureResponse))]
[JsonSerializable(typeof(UportVerificationRequest))]
[JsonSerializable(typeof(UportTransactionRequest))]
[JsonSerializable(typeof(UportSignatureRequest))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class CredentialsJson : JsonSerializerContext;
