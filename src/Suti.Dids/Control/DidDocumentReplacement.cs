// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Dids;

/// <summary>The whole document is replaced. Members that are absent stay as they are.</summary>
/// <param name="Document">The members of the new document.</param>
public sealed record DidDocumentReplacement(JsonElement Document) : DidChange;
