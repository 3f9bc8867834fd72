// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti;

/// <summary>A key of the agent, as those see it who may use it but not own it.</summary>
/// <param name="KeyId">The id of the key in this agent.</param>
/// <param name="KeyManagementSystem">The name of the key management system that holds it.</param>
/// <param name="PublicKey">The public half.</param>
public sealed record KeyRingEntry(string KeyId, string KeyManagementSystem, PublicKey PublicKey);
