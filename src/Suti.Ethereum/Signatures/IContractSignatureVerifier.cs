// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>Judges signatures of accounts that may be contracts.</summary>
public interface IContractSignatureVerifier
{
    /// <summary>Whether an account signed a digest: by its key, by its code (ERC-1271), or by the code that it will have (ERC-6492).</summary>
    /// <exception cref="SutiException">The chain could not be asked.</exception>
    ValueTask<bool> VerifyAsync(
        Address account, ReadOnlyMemory<byte> digest, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken = default);
}
