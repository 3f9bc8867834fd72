// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore.Tests;

public sealed class OperationSelectionTests
{
    [Theory]
    [InlineData("*", true, true)]
    [InlineData("didManager*", true, true)]
    [InlineData("didManagerFind", true, false)]
    [InlineData("@read-only", true, false)]
    [InlineData("* !didManagerFind", false, true)]
    [InlineData("* !@read-only", false, true)]
    [InlineData("!didManagerCreate *", true, false)]
    [InlineData("!didManagerFind", false, false)]
    [InlineData("didmanager*", false, false)]
    public void Includes_Patterns_ChooseAsTheySay(string patterns, bool find, bool create)
    {
        var selection = new OperationSelection(patterns.Split(' '));
        Assert.Equal(find, selection.Includes("didManagerFind", isReadOnly: true));
        Assert.Equal(create, selection.Includes("didManagerCreate", isReadOnly: false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("a b")]
    [InlineData("*a")]
    [InlineData("@all")]
    [InlineData("a**")]
    public void New_WhatIsNoPattern_IsRefused(string pattern) => Assert.Throws<ArgumentException>(() => new OperationSelection(pattern));
}
