// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>Which record something is about.</summary>
/// <param name="Space">The space.</param>
/// <param name="Kind">The name of the kind.</param>
/// <param name="Key">The key.</param>
public readonly record struct RecordIdentity(string Space, string Kind, string Key);
