// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Suti.Cli;

/// <summary><c>suti completion</c>: teaches a shell to complete command lines, by asking the program itself.</summary>
internal static class CompletionCommands
{
    private const string Bash = """
        # suti: put this line into ~/.bashrc:  source <(suti completion bash)
        _suti() {
          local IFS=$'\n'
          COMPREPLY=($(suti complete --position "$COMP_POINT" "$COMP_LINE" 2>/dev/null))
        }
        complete -F _suti suti

        """;

    private const string Zsh = """
        # suti: put this line into ~/.zshrc, after compinit:  source <(suti completion zsh)
        _suti() {
          local -a found
          found=("${(@f)$(suti complete --position "$CURSOR" "$BUFFER" 2>/dev/null)}")
          compadd -- "${found[@]}"
        }
        compdef _suti suti

        """;

    private const string Fish = """
        # suti: put this line into ~/.config/fish/config.fish:  suti completion fish | source
        function __suti_complete
          suti complete --position (commandline --cursor) (commandline --cut-at-cursor) 2>/dev/null
        end
        complete --command suti --no-files --arguments '(__suti_complete)'

        """;

    private const string PowerShell = """
        # suti: put this line into $PROFILE:  suti completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName suti -ScriptBlock {
          param($word, $line, $position)
          suti complete --position $position "$line" 2>$null | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;

    public static Command CreateScripts(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "powershell");
        var command = new Command("completion", "Prints what teaches a shell to complete command lines.") { shell };
        command.SetAction(parsed =>
        {
            terminal.Out.Write(parsed.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            });
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>What the scripts call.</summary>
    public static Command CreateAnswers(Terminal terminal, Command root)
    {
        var line = new Argument<string>("LINE");
        var position = new Option<int?>("--position");
        var command = new Command("complete", "Completes a command line.") { line, position };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var text = parsed.GetRequiredValue(line);
            var at = Math.Clamp(parsed.GetValue(position) ?? text.Length, 0, text.Length);
            foreach (var completion in root.Parse(text[..at], new ParserConfiguration { ResponseFileTokenReplacer = null }).GetCompletions(at))
            {
                terminal.Out.WriteLine(completion.InsertText ?? completion.Label);
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
