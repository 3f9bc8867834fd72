// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Cli;

/// <summary>Prints a failure with its code and what to do about it, and says how the program ends.</summary>
internal static class FailurePrinter
{
    public static int Print(Terminal terminal, Exception exception, bool asJson)
    {
        var (code, message) = Describe(exception);
        var advice = ErrorAdvice.Find(code);
        if (asJson)
        {
            var error = new JsonObject { ["code"] = code, ["message"] = message, ["advice"] = advice };
            terminal.Error.WriteLine(new JsonObject { ["error"] = error }.ToJsonString());
        }
        else
        {
            terminal.Error.WriteLine($"suti: {code}");
            foreach (var line in message.Split('\n'))
            {
                terminal.Error.WriteLine("  " + ResultPrinter.Clean(line));
            }

            if (advice is not null)
            {
                terminal.Error.WriteLine("  -> " + advice);
            }
        }

        return ExitCodes.Of(code);
    }

    private static (string Code, string Message) Describe(Exception exception) => exception switch
    {
        SutiException failure => (failure.Code, failure.Message),
        ArgumentException misuse => (CliErrorCodes.Usage, misuse.Message),
        NotSupportedException unsupported => (CliErrorCodes.Usage, unsupported.Message),
        IOException or UnauthorizedAccessException => (CliErrorCodes.File, exception.Message),
        JsonException => (CliErrorCodes.Usage, "JSON was expected."),

        // Its message is left out: nobody knows what is in it.
        _ => (CliErrorCodes.Unexpected, $"An unexpected failure: {exception.GetType().Name}."),
    };
}
