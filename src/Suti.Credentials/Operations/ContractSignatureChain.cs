// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Credentials;

/// <summary>Who asks the contracts of a chain, as the services of an agent know it.</summary>
internal sealed record ContractSignatureChain(ulong ChainId, IContractSignatureVerifier Verifier);
