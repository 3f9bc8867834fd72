// SPDX-License-Identifier: Apache-2.0

namespace Suti.Abstractions.Tests;

public sealed class AgentPlanTests
{
    [Fact]
    public void Check_EverythingWrong_IsNamedInOneMessage()
    {
        var plan = new AgentPlan();
        plan.Claim("DID method", "web", "AddDidWeb()");
        plan.Claim("DID method", "web", "AddMyWeb()");
        plan.Require("record store", null, "AddLocalKeys()", "call UseSqlite() or UseMemory().");
        plan.Require("DID method", "key", "AddGuests()", "call AddDidKey().");
        plan.Report("The port 0 is none.");
        var failure = Assert.Throws<SutiException>(plan.Check);
        Assert.Equal(AgentErrorCodes.InvalidConfiguration, failure.Code);
        Assert.Equal(
            "The agent cannot be built. The DID method \"web\" is claimed twice, by AddDidWeb() and by AddMyWeb(). The port 0 is none. "
            + "AddLocalKeys() needs a record store: call UseSqlite() or UseMemory(). "
            + "AddGuests() needs the DID method \"key\": call AddDidKey().",
            failure.Message);
    }

    [Fact]
    public void Check_EverythingThere_Passes()
    {
        var plan = new AgentPlan();
        plan.Require("record store", null, "a", "b");
        plan.Require("DID method", "key", "a", "b");
        plan.Claim("record store", "memory", "UseMemory()");
        plan.Claim("DID method", "key", "AddDidKey()");
        plan.Check();
    }

    [Theory]
    [InlineData("main")]
    [InlineData("tenant:a-1_b.c")]
    public void SpaceName_OfTheAllowedCharacters_Passes(string name) => Assert.Equal(name, SpaceContext.Check(name));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    public void SpaceName_OfOthers_IsRefused(string name) => Assert.Throws<ArgumentException>(() => SpaceContext.Check(name));
}
