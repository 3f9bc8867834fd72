// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Suti.Storage.Sqlite;

/// <summary>
/// The SQLite that is called: the operating system's, which is kept up to date with it, else the one in the package.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(Load);

    internal static void Require() => _ = Loaded.Value;

    private static bool Load()
    {
        // The provider comes as its base class, so that the one name is asked for where it is created.
        var provider = new SQLite3Provider_e_sqlite3();
        try
        {
            NativeLibrary.SetDllImportResolver(provider.GetType().Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The application has a resolver of its own for this provider: its choice stands.
        }

        raw.SetProvider(provider);
        return true;
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name == "e_sqlite3")
        {
            foreach (var candidate in GetSystemNames())
            {
                if (NativeLibrary.TryLoad(candidate, out var handle))
                {
                    return handle;
                }
            }
        }

        return IntPtr.Zero;
    }

    private static string[] GetSystemNames() =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
        : OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() ? ["/usr/lib/libsqlite3.dylib", "libsqlite3.dylib"]
        : OperatingSystem.IsAndroid() ? []
        : ["libsqlite3.so.0"];
}
