// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

/// <summary>Tests of timing, beside which nothing else runs.</summary>
[CollectionDefinition(TimingComparison.Collection, DisableParallelization = true)]
public sealed class TimingCollection;
