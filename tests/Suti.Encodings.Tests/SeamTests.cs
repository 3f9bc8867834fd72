// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings.Tests;

public sealed class SeamTests
{
    [Fact]
    public void Runner_Runs_Tests() => Assert.NotEmpty(Testing.RepositoryPaths.Root);
}
