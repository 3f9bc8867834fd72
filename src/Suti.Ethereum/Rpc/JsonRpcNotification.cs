// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Ethereum;

/// <summary>What a node tells a subscriber.</summary>
/// <param name="Source">Which of the subscriptions it is of, by its place.</param>
/// <param name="Result">What it tells.</param>
public readonly record struct JsonRpcNotification(int Source, JsonElement Result);
