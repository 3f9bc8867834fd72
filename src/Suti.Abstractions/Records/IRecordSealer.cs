// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// Seals the bodies of secret records before they reach a store. What is sealed opens only as the record it was sealed for.
/// </summary>
public interface IRecordSealer
{
    /// <summary>Seals a body.</summary>
    /// <exception cref="SutiException">There is no root key, or a wrong one.</exception>
    ValueTask<byte[]> SealAsync(RecordIdentity record, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default);

    /// <summary>Opens a sealed body. The caller clears it after use.</summary>
    /// <exception cref="SutiException">
    /// There is no root key, or a wrong one, or the body is not what was sealed for this record
    /// (<see cref="RecordErrorCodes.Corrupted"/>).
    /// </exception>
    ValueTask<byte[]> OpenAsync(RecordIdentity record, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default);
}
