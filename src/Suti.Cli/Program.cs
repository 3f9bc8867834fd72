// SPDX-License-Identifier: Apache-2.0

namespace Suti.Cli;

/// <summary>Where the program begins.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => SutiProgram.RunAsync(arguments);
}
