// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Server;

/// <summary>The command line of the server alone: an option for every setting that is no secret.</summary>
internal sealed record ServerCommandLine
{
    /// <summary>The file that was named.</summary>
    public string? File { get; init; }

    /// <summary>Whether a root key is made where there is none.</summary>
    public bool MakesRootKey { get; init; }

    /// <summary>Whether only help is wanted.</summary>
    public bool WantsHelp { get; init; }

    /// <summary>The settings.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">An option is not known, or lacks its value.</exception>
    public static ServerCommandLine Parse(IReadOnlyList<string> arguments)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var line = new ServerCommandLine { Settings = settings };
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, value) = arguments[index].Split('=', 2) is [var before, var after] ? (before, after) : (arguments[index], null);
            switch (name)
            {
                case "--help" or "-h":
                    line = line with { WantsHelp = true };
                    break;
                case "--make-root-key":
                    line = line with { MakesRootKey = true };
                    break;
                case "--config":
                    line = line with { File = value ?? Next(name) };
                    break;
                default:
                    var setting = ConfigurationSettings.All.FirstOrDefault(known => known.Option == name)
                        ?? throw new ArgumentException($"There is no option {name}. --help lists them.", nameof(arguments));
                    settings[setting.Name] = value ?? Next(name);
                    break;
            }

            string Next(string option) => ++index < arguments.Count ? arguments[index] : throw new ArgumentException($"{option} needs a value.", nameof(arguments));
        }

        return line;
    }

    /// <summary>Every option with what it is for.</summary>
    public static string WriteHelp()
    {
        var text = new StringBuilder("""
            Serves a Suti agent.

              --config FILE       the settings; suti.json in this folder when it is there
              --make-root-key     makes the file of the root key where there is none
              --help              this

            Every setting is also a member of suti.json and an environment variable (SUTI_SERVER_URLS):


            """);
        foreach (var setting in ConfigurationSettings.All)
        {
            var name = setting.Option ?? setting.EnvironmentVariable;
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {name}\n      {setting.Summary}");
            text.Append(setting.Default is null ? "\n" : $" Default: {setting.Default}\n");
        }

        return text.ToString();
    }
}
