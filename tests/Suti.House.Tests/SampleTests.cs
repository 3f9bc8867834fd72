// SPDX-License-Identifier: Apache-2.0

namespace Suti.House.Tests;

[Trait("Category", "Slow")]
public sealed class SampleTests
{
    [Fact]
    public void JoseSample_AtTheGate_LetsInWhomItShould() => Assert.Equal(
        """
        Alice shows her level: welcome, gold member; shown: iss, exp, cnf, level
        The same again: refused: nonce unknown or used
        An old visit with a new nonce: refused: sd-jwt.key-binding-nonce
        Meant for another gate: refused: sd-jwt.key-binding-audience
        Mallory with Alice's card: refused: sd-jwt.key-binding-invalid
        The card without a proof: refused: sd-jwt.key-binding-missing

        """,
        CommandLine.RunOrFail("dotnet", ["run", "--project", "samples/Jose", "-c", "Release", "-v", "quiet"]));

    [Fact]
    public void Tour_ToItsEnd_VerifiesOnceAndRefusesTwice()
    {
        var printed = CommandLine.RunOrFail("dotnet", ["run", "--project", "samples/Tour", "-c", "Release", "-v", "quiet"]);
        Assert.Contains("verified: degree is Master of Science", printed, StringComparison.Ordinal);
        Assert.Contains("refused: sd-jwt.key-binding-nonce", printed, StringComparison.Ordinal);
        Assert.Contains("refused: jose.signature-invalid", printed, StringComparison.Ordinal);
        Assert.Contains("\"You are hired.\"", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void PluginSample_ItsMethodAndCapability_WorkLikeOurOwn()
    {
        var printed = CommandLine.RunOrFail("dotnet", ["run", "--project", "samples/Plugin", "-c", "Release", "-v", "quiet"]);
        Assert.Contains("did:town:Oberwil:z6Mk", printed, StringComparison.Ordinal);
        Assert.Contains("Momo is lent for 30 days", printed, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"Momo\",\"days\":30", printed, StringComparison.Ordinal);
        Assert.EndsWith("agent.invalid-argument: /title has a value of the wrong type or form.\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_StandInTheSolution()
    {
        var solution = TrackedFiles.Read("Suti.slnx");
        var samples = TrackedFiles.All.Where(path =>
            path.StartsWith("samples/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(samples);
        Assert.All(samples, path => Assert.Contains($"\"{path}\"", solution, StringComparison.Ordinal));
    }
}
