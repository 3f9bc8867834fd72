// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Server;
using Suti.Testing;

namespace Suti.House.Tests;

/// <summary>The table of settings in the guide is written from the settings themselves.</summary>
public sealed class SettingsTableTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->";

    [Fact]
    public void Guide_OfTheCommandLine_HasEverySetting()
    {
        var path = Path.Combine(RepositoryPaths.Root, "docs", "guides", "cli.md");
        var guide = File.ReadAllText(path);
        var begin = guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = guide.IndexOf(End, StringComparison.Ordinal);
        Assert.InRange(begin, Begin.Length, end);
        if (Environment.GetEnvironmentVariable("SUTI_ACCEPT_OPERATIONS") == "1")
        {
            File.WriteAllText(path, guide[..begin] + Write() + guide[end..]);
            return;
        }

        Assert.True(guide[begin..end] == Write(), "The table of settings in docs/guides/cli.md is not what the settings are: run eng/accept-operations.");
    }

    private static string Write()
    {
        var text = new StringBuilder("| setting | default | what it is for |\n|---|---|---|\n");
        foreach (var setting in ConfigurationSettings.All)
        {
            var standard = setting.Default is null ? "" : $"`{setting.Default.Trim('"')}`";
            var choices = setting.Choices.Count > 0 ? $" One of {string.Join(", ", setting.Choices.Select(choice => $"`{choice}`"))}." : "";
            text.Append("| `").Append(setting.Name).Append("` | ").Append(standard).Append(" | ").Append(setting.Summary).Append(choices).Append(setting.IsSecret ? " Secret: no option." : "").Append(" |\n");
            foreach (var member in setting.Members)
            {
                text.Append("| `").Append(setting.Name).Append("[].").Append(member.Name).Append("` | ").Append(member.IsRequired ? "required" : "").Append(" | ").Append(member.Summary).Append(" |\n");
            }
        }

        return text.ToString();
    }
}
