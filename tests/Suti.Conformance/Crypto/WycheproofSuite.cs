// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>Runs a Wycheproof file as the conformance suite <c>wycheproof/FILE</c>.</summary>
public static class WycheproofSuite
{
    /// <summary>
    /// Runs every test of a file. One passes when <paramref name="accepts"/> says true for a valid input (having compared the
    /// output, where there is one) and false for an invalid one. It must not throw on any input.
    /// </summary>
    /// <param name="file">The name of the file without <c>.json</c>, as in <c>ed25519_test</c>.</param>
    /// <param name="expectedTotal">How many tests the file is known to have.</param>
    /// <param name="accepts">Whether the implementation accepts the input.</param>
    /// <param name="acceptable">
    /// For tests whose result is <c>acceptable</c>: whether this implementation is meant to accept. Needed only where a file
    /// has such tests.
    /// </param>
    /// <param name="reasonToSkip">
    /// Why a test cannot be met, as when it contradicts the specification; null for the others. Each stands in
    /// <c>docs/standards.md</c>.
    /// </param>
    public static void Run(
        string file,
        int expectedTotal,
        Func<WycheproofCase, bool> accepts,
        Func<WycheproofCase, bool>? acceptable = null,
        Func<WycheproofCase, string?>? reasonToSkip = null)
    {
        using var document = TestVectors.ReadJson($"wycheproof/{file}.json");
        Assert.Equal(expectedTotal, document.RootElement.GetProperty("numberOfTests").GetInt32());
        var suite = new ConformanceSuite($"wycheproof/{file}");
        foreach (var test in Cases(document))
        {
            if (reasonToSkip?.Invoke(test) is { } reason)
            {
                suite.Skip(reason);
                continue;
            }

            suite.Case(test.Id, () => accepts(test) == MeantToAccept(test, acceptable));
        }

        suite.Complete(expectedTotal);
    }

    private static IEnumerable<WycheproofCase> Cases(JsonDocument document) =>
        from @group in document.RootElement.GetProperty("testGroups").EnumerateArray()
        from test in @group.GetProperty("tests").EnumerateArray()
        select new WycheproofCase(@group, test);

    private static bool MeantToAccept(WycheproofCase test, Func<WycheproofCase, bool>? acceptable) => test.Expected switch
    {
        WycheproofResult.Valid => true,
        WycheproofResult.Invalid => false,
        _ when acceptable is not null => acceptable(test),
        _ => throw new InvalidOperationException("The file has acceptable tests; the suite must decide them."),
    };
}
