// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>The codes of <see cref="SutiException"/> that configuring an agent may give.</summary>
public static class ConfigurationErrorCodes
{
    /// <summary>Settings are unknown, of the wrong type, or contradict each other; the message names every problem.</summary>
    public const string Invalid = "config.invalid";

    /// <summary>The file that was named does not exist or cannot be read.</summary>
    public const string NotFound = "config.not-found";

    /// <summary>There is a file already where one was to be made.</summary>
    public const string Exists = "config.exists";

    /// <summary>A passphrase is needed, and there is neither a file with it, nor a variable, nor anybody to ask.</summary>
    public const string PassphraseMissing = "config.passphrase-missing";
}
