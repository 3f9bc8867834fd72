// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Suti.Server;

namespace Suti.Cli;

/// <summary>Reads the configuration that a command line means.</summary>
internal static class ConfigurationFinder
{
    /// <summary>The options for settings. Secrets have none.</summary>
    public static IReadOnlyList<(ConfigurationSetting Setting, Option<string?> Option)> CreateOptions() =>
    [
        .. ConfigurationSettings.All
            .Where(static setting => setting.Option is not null)
            .Select(static setting => (setting, new Option<string?>(setting.Option!) { Description = Describe(setting), HelpName = NameOf(setting.Kind) })),
    ];

    public static SutiConfiguration Read(ParseResult parsed, IReadOnlyList<(ConfigurationSetting Setting, Option<string?> Option)>? options = null)
    {
        var line = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (setting, option) in options ?? [])
        {
            if (parsed.GetValue(option) is { } text)
            {
                line[setting.Name] = text;
            }
        }

        return ConfigurationReader.Read(new ConfigurationSources
        {
            Folder = Environment.CurrentDirectory,
            File = parsed.GetValue(GlobalOptions.Config),
            Environment = ConfigurationSources.ReadEnvironment(),
            CommandLine = line,
        });
    }

    /// <summary>The configuration of an agent that somebody set up; anything else is a mistake about the folder.</summary>
    public static SutiConfiguration ReadExisting(ParseResult parsed)
    {
        var configuration = Read(parsed);
        var isSetUp = configuration.File is not null
            || configuration.Settings.Any(static setting => setting.Origin != "default" && setting.Setting.Name.StartsWith("store.", StringComparison.Ordinal));
        return isSetUp
            ? configuration
            : throw new SutiException(
                ConfigurationErrorCodes.NotFound, $"There is no {ConfigurationSettings.FileName} in {configuration.Folder}.");
    }

    private static string Describe(ConfigurationSetting setting)
    {
        var choices = setting.Choices.Count > 0 ? $" Values: {string.Join(", ", setting.Choices)}." : "";
        var standard = setting.Default is not (null or "[]") ? $" Default: {setting.Default.Trim('"')}." : "";
        return $"{setting.Summary}{choices}{standard} [{setting.Name}, {setting.EnvironmentVariable}]";
    }

    private static string NameOf(SettingKind kind) => kind switch
    {
        SettingKind.Flag => "true|false",
        SettingKind.Number => "NUMBER",
        SettingKind.Path => "FILE",
        SettingKind.Paths => "FILE,...",
        SettingKind.Url => "URL",
        SettingKind.Urls => "URL,...",
        SettingKind.List => "NAME,...",
        SettingKind.Objects => "JSON",
        _ => "TEXT",
    };
}
