// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A resource as it came.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="MediaType">The media type, without parameters.</param>
public sealed record FetchedResource(ReadOnlyMemory<byte> Content, string? MediaType = null);
