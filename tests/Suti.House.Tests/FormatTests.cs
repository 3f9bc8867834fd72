// SPDX-License-Identifier: Apache-2.0

namespace Suti.House.Tests;

public sealed class FormatTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Sources_AreFormatted() =>
        CommandLine.RunOrFail("dotnet", ["format", "Suti.slnx", "--no-restore", "--verify-no-changes", "--severity", "warn"]);
}
