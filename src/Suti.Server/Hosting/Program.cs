// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>The process that serves an agent.</summary>
internal static class Program
{
#pragma warning disable RS0030 // This is a host: it speaks to a console.
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            var line = ServerCommandLine.Parse(arguments);
            if (line.WantsHelp)
            {
                await Console.Out.WriteAsync(ServerCommandLine.WriteHelp()).ConfigureAwait(false);
                return ServerProgram.Stopped;
            }

            var configuration = ConfigurationReader.Read(new ConfigurationSources
            {
                Folder = Environment.CurrentDirectory,
                File = line.File,
                Environment = ConfigurationSources.ReadEnvironment(),
                CommandLine = line.Settings,
            });
            if (line.MakesRootKey && configuration.RootKey is { Source: "file", File: var file } && !File.Exists(file))
            {
                MakeRootKey(file, configuration);
                await Console.Out.WriteLineAsync($"The root key was made: {file}. Keep a copy: without it nobody opens the keys in the database.").ConfigureAwait(false);
            }

            return await ServerProgram.RunAsync(configuration, Console.Out, Console.Error).ConfigureAwait(false);
        }
        catch (SutiException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Code}: {exception.Message}").ConfigureAwait(false);
            return ServerProgram.Failed;
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message.Split(" (Parameter", 2)[0]).ConfigureAwait(false);
            return ServerProgram.Misused;
        }
    }
#pragma warning restore RS0030

    /// <summary>A new key would not open what an old one sealed: it is made only beside a database that is not there yet.</summary>
    private static void MakeRootKey(string file, SutiConfiguration configuration)
    {
        if (configuration.Store.Sqlite is { } database && File.Exists(database))
        {
            throw new SutiException(RecordErrorCodes.RootKeyMissing, $"{database} is there, but its root key {file} is not. Put the key back, or move the database away.");
        }

        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            PrivateFiles.CreateFolder(folder);
        }

        PrivateFiles.CreateRootKey(file);
    }
}
