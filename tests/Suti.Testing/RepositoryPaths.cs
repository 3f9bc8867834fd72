// SPDX-License-Identifier: Apache-2.0

namespace Suti.Testing;

/// <summary>Where things are on disk, found from the test assembly upwards.</summary>
public static class RepositoryPaths
{
    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where runs leave their reports.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts")).FullName;

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Suti.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Suti.slnx above {AppContext.BaseDirectory}.");
    }
}
