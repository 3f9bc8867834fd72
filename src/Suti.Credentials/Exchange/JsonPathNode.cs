// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A value that a path selected, and where it stands.</summary>
/// <param name="Value">The value.</param>
/// <param name="Pointer">Its place as a JSON pointer.</param>
public readonly record struct JsonPathNode(JsonElement Value, string Pointer);
