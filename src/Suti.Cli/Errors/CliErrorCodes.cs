// SPDX-License-Identifier: Apache-2.0

namespace Suti.Cli;

/// <summary>The codes of failures that only the command line has.</summary>
public static class CliErrorCodes
{
    /// <summary>The command line is wrong: an unknown command or option, or a value that does not fit.</summary>
    public const string Usage = "cli.usage";

    /// <summary>The command works on an agent of this machine only.</summary>
    public const string LocalOnly = "cli.local-only";

    /// <summary>A secret is needed, and there is neither a file with it, nor a variable, nor anybody to ask.</summary>
    public const string SecretMissing = "cli.secret-missing";

    /// <summary>A file cannot be read or written.</summary>
    public const string File = "cli.file";

    /// <summary>A question was not answered with yes.</summary>
    public const string NotConfirmed = "cli.not-confirmed";

    /// <summary>Something failed that should not.</summary>
    public const string Unexpected = "cli.unexpected";
}
