// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Dids;

/// <summary>A key that may act for a DID.</summary>
/// <param name="Method">Its verification method in the document.</param>
/// <param name="Signer">The key.</param>
public sealed record DidSigner(VerificationMethod Method, ISigner Signer);
