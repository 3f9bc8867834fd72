// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Server;

/// <summary>Makes a folder ready for an agent.</summary>
public static class SutiFolder
{
    private const string Template = """
        {
          // How this agent is set up. `suti config show` explains every setting and says what is in force.
          "store": { "sqlite": ".suti/agent.db" },
          "rootKey": { "source": "file", "file": ".suti/root.key" },
          "dids": {
            "defaultProvider": "did:key"
            // "networks": [{ "name": "sepolia", "rpc": ["https://..."] }]
          }
        }

        """;

    private const string PassphraseTemplate = """
        {
          // How this agent is set up. `suti config show` explains every setting and says what is in force.
          "store": { "sqlite": ".suti/agent.db" },
          "rootKey": { "source": "passphrase" },
          "dids": { "defaultProvider": "did:key" }
        }

        """;

    /// <summary>
    /// Makes <c>suti.json</c>, the folder <c>.suti</c> that version control ignores and, unless a passphrase is used, a root key. What is there already stays.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="withPassphrase">Whether the root key is derived from a passphrase instead of kept in a file.</param>
    /// <returns>What was made, relative to the folder.</returns>
    public static IReadOnlyList<string> Initialize(string folder, bool withPassphrase = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        PrivateFiles.CreateFolder(Path.Combine(folder, ".suti"));
        var made = new List<string>();
        Make(ConfigurationSettings.FileName, path => PrivateFiles.Create(path, Encoding.UTF8.GetBytes(withPassphrase ? PassphraseTemplate : Template)));
        Make(".suti/.gitignore", static path => PrivateFiles.Create(path, "*\n"u8));
        if (!withPassphrase)
        {
            Make(".suti/root.key", static path => PrivateFiles.CreateRootKey(path));
        }

        return made;

        void Make(string name, Action<string> make)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                make(path);
                made.Add(name);
            }
        }
    }
}
