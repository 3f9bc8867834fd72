// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Ethereum;

/// <summary>A message of a connection: the answer to a call, or what a subscription tells.</summary>
internal sealed record JsonRpcMessage(int? Id, JsonRpcResponse? Response, string? Subscription, JsonElement Result);
