// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A file that makes a DID resolve.</summary>
/// <param name="Path">The path on its host, such as <c>/.well-known/did.json</c>.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Content">The bytes.</param>
public sealed record DidFile(string Path, string ContentType, ReadOnlyMemory<byte> Content);
