// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A key goes out.</summary>
/// <param name="KeyId">Its id in the agent.</param>
public sealed record DidKeyRemoval(string KeyId) : DidChange;
