// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A key comes in.</summary>
/// <param name="Key">The key.</param>
public sealed record DidKeyAddition(ControlledKey Key) : DidChange;
