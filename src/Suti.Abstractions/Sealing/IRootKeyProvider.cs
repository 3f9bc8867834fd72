// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// Keeps the root key, or reaches it in a key management service. It wraps the data keys that records are sealed with, and
/// nothing else; the root key itself need not ever enter this process.
/// </summary>
public interface IRootKeyProvider
{
    /// <summary>Wraps a data key. What comes back carries all that unwrapping needs, but the secret.</summary>
    ValueTask<byte[]> WrapAsync(RecordIdentity record, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken = default);

    /// <summary>Unwraps a data key that was wrapped for the same record. The caller clears it after use.</summary>
    /// <exception cref="SutiException">
    /// It was wrapped with another root key, or for another record (<see cref="RecordErrorCodes.WrongRootKey"/>).
    /// </exception>
    ValueTask<byte[]> UnwrapAsync(RecordIdentity record, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken = default);
}
