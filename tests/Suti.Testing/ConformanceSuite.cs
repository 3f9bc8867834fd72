// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Testing;

/// <summary>
/// Counts the cases of one official vector set. Every case is run; those that fail are listed together at the end. A case
/// may only be skipped with a reason, and the number of cases seen must be the number that the set is known to have.
/// </summary>
public sealed class ConformanceSuite(string name)
{
    private readonly List<string> _failures = [];
    private readonly Dictionary<string, int> _skips = [];
    private int _passed;

    private int Total => _passed + _failures.Count + _skips.Values.Sum();

    /// <summary>Runs one case; it passes when <paramref name="check"/> returns true.</summary>
    public void Case(string id, Func<bool> check)
    {
        try
        {
            if (check())
            {
                _passed++;
            }
            else
            {
                _failures.Add(id);
            }
        }
        catch (Exception exception)
        {
            _failures.Add($"{id}: {exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>Runs one case; it passes when <paramref name="check"/> does not throw.</summary>
    public void Case(string id, Action check) => Case(id, () =>
    {
        check();
        return true;
    });

    /// <summary>Runs one case that waits for something; it passes when <paramref name="check"/> returns true.</summary>
    public async Task CaseAsync(string id, Func<Task<bool>> check)
    {
        try
        {
            var passed = await check();
            Case(id, () => passed);
        }
        catch (Exception exception)
        {
            _failures.Add($"{id}: {exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>Counts a case that is not run. The reason also stands in <c>docs/standards.md</c>.</summary>
    public void Skip(string reason) => _skips[reason] = _skips.GetValueOrDefault(reason) + 1;

    /// <summary>Records the counts and fails on any failed case or on a total that is not the expected one.</summary>
    public void Complete(int expectedTotal)
    {
        Record();
        Assert.True(
            _failures.Count == 0,
            $"{name}: {_failures.Count} of {Total} failed:\n{string.Join('\n', _failures.Take(50))}");
        Assert.Equal(expectedTotal, Total);
        Assert.True(StandardsDocument.States(name, _passed, Total), $"docs/standards.md does not state that {name} passes {_passed}/{Total}.");
    }

    private void Record()
    {
        var record = new JsonObject
        {
            ["suite"] = name,
            ["passed"] = _passed,
            ["total"] = Total,
            ["skipped"] = _skips.Values.Sum(),
            ["reasons"] = new JsonObject([.. _skips.Select(skip => KeyValuePair.Create(skip.Key, (JsonNode?)skip.Value))]),
        };

        // One file per suite, so that suites may run at the same time; `test` puts them together.
        var folder = Directory.CreateDirectory(Path.Combine(RepositoryPaths.Artifacts, "conformance"));
        File.WriteAllText(Path.Combine(folder.FullName, name.Replace('/', '~') + ".json"), record.ToJsonString());
    }
}
