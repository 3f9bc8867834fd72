// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>A signature, what it is over, and how it was made.</summary>
/// <param name="Algorithm">The algorithm; null when the proof names one that is not a known signature algorithm.</param>
/// <param name="Data">What was signed; for a digest its 32 bytes.</param>
/// <param name="Signature">The signature.</param>
/// <param name="IsDigest">Whether the data is a digest that is signed as it is, as Ethereum does.</param>
/// <param name="ContractSignature">What an account that is a contract is asked about instead; what counts as a signature is for its code to say.</param>
public readonly record struct SignatureInput(
    SignatureAlgorithm? Algorithm, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Signature, bool IsDigest = false, ReadOnlyMemory<byte> ContractSignature = default);
