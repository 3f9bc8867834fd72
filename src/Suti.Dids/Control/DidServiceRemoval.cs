// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A service goes out.</summary>
/// <param name="ServiceId">Its id, absolute or relative.</param>
public sealed record DidServiceRemoval(string ServiceId) : DidChange;
