// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>How a type is shown to people of one language.</summary>
/// <param name="Locale">The language tag (RFC 5646).</param>
/// <param name="Name">The name of the type.</param>
/// <param name="Description">What it is.</param>
/// <param name="Rendering">Colours, logos and templates as they are written; undefined when there are none. Templates come from strangers.</param>
public sealed record TypeDisplay(string Locale, string Name, string? Description, JsonElement Rendering);
