// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A parameter or a member of a struct.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">The name; may be empty.</param>
/// <param name="IsIndexed">Whether an event puts it into a topic.</param>
public sealed record AbiParameter(AbiType Type, string Name = "", bool IsIndexed = false);
