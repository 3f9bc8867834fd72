// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>A service comes in.</summary>
/// <param name="Service">The service.</param>
public sealed record DidServiceAddition(DidService Service) : DidChange;
