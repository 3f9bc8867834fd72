// SPDX-License-Identifier: Apache-2.0

using Suti.Server;

namespace Suti.Cli;

/// <summary>Gets a secret from a file, an environment variable or a person; never from the command line, which others can read.</summary>
internal static class SecretInput
{
    /// <param name="terminal">Where a person is asked.</param>
    /// <param name="file">The file that was named, or null.</param>
    /// <param name="variable">The environment variable that is used without a file.</param>
    /// <param name="question">What to ask, without the colon.</param>
    /// <param name="repeat">Whether to ask twice, for a secret that is new.</param>
    /// <exception cref="SutiException">It is nowhere, or the two answers differ (<see cref="CliErrorCodes.SecretMissing"/>).</exception>
    public static string Read(Terminal terminal, string? file, string variable, string question, bool repeat = false)
    {
        var secret = file is not null ? PrivateFiles.ReadText(file) : Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(secret))
        {
            return secret;
        }

        var answer = terminal.AskSecret(question)
            ?? throw new SutiException(CliErrorCodes.SecretMissing, $"A secret is needed ({question}): name a file with it, set {variable}, or use a terminal.");
        return !repeat || terminal.AskSecret(question + ", again") == answer
            ? answer
            : throw new SutiException(CliErrorCodes.SecretMissing, "The two answers differ. Nothing was done.");
    }
}
