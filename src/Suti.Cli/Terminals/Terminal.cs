// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Cli;

/// <summary>Where the program speaks and listens. Nothing else of it knows the console.</summary>
#pragma warning disable RS0030 // This is the one place.
internal sealed class Terminal
{
    /// <summary>Where results go.</summary>
    public TextWriter Out { get; } = Console.Out;

    /// <summary>Where failures, questions and progress go, so that they never mix with results.</summary>
    public TextWriter Error { get; } = Console.Error;

    /// <summary>Whether a person reads the results.</summary>
    public bool IsOutputTerminal { get; } = !Console.IsOutputRedirected;

    /// <summary>Whether a person reads the failures.</summary>
    public bool IsErrorTerminal { get; } = !Console.IsErrorRedirected;

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; } = !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Whether colours are wanted (https://no-color.org).</summary>
    public bool HasColors { get; } = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>What is piped in.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    /// <summary>Asks for a secret, which is not shown. Null when nobody can be asked, or the answer is empty.</summary>
    public string? AskSecret(string question)
    {
        if (!CanAsk)
        {
            return null;
        }

        // Looking for a key turns the echo of the terminal off, so that even what is typed before the first key is read is not shown.
        _ = Console.KeyAvailable;
        Error.Write(question + ": ");
        Error.Flush();
        var answer = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Error.WriteLine();
                    var text = answer.ToString();
                    answer.Clear().Append('\0', answer.Capacity);
                    return text.Length == 0 ? null : text;
                case ConsoleKey.Backspace when answer.Length > 0:
                    answer.Length--;
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        answer.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }

    /// <summary>Asks for a text. Null when nobody can be asked, or the answer is empty.</summary>
    public string? Ask(string question)
    {
        if (!CanAsk)
        {
            return null;
        }

        Error.Write(question + ": ");
        Error.Flush();
        return Console.In.ReadLine()?.Trim() is { Length: > 0 } answer ? answer : null;
    }

    /// <summary>Asks whether to go on. False when nobody can be asked.</summary>
    public bool Confirm(string question)
    {
        if (!CanAsk)
        {
            return false;
        }

        Error.Write(question + " [y/N] ");
        Error.Flush();
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
#pragma warning restore RS0030
