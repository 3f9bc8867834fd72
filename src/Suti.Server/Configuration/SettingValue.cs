// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Server;

/// <summary>A setting with what is in force.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Shown">The value as it may be shown: secrets are masked. Null when there is none.</param>
/// <param name="Origin">Where it comes from: <c>default</c>, <c>suti.json</c>, an environment variable or an option.</param>
public sealed record SettingValue(ConfigurationSetting Setting, JsonNode? Shown, string Origin);
