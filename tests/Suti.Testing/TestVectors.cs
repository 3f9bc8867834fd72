// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Testing;

/// <summary>
/// The official vectors that lie beside the repository. <c>SUTI_VECTORS</c> names another place. Tests that need them are
/// skipped where they are absent, except under <c>CI=true</c>, where absence fails.
/// </summary>
public static class TestVectors
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("SUTI_VECTORS") is { Length: > 0 } configured
            ? Path.GetFullPath(configured)
            : Path.GetFullPath(Path.Combine(RepositoryPaths.Root, "..", "shared", "vectors"));

    internal static bool IsContinuousIntegration =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The full path of a vector file or folder; skips the calling test when the vectors are absent.</summary>
    public static string PathOf(string relativePath)
    {
        var path = Path.Combine(Folder, relativePath);
        if (!Directory.Exists(Folder) && !IsContinuousIntegration)
        {
            Assert.Skip($"The conformance vectors are not at {Folder}; set SUTI_VECTORS to their folder.");
        }

        Assert.True(Path.Exists(path), $"The vector {relativePath} is missing in {Folder}.");
        return path;
    }

    /// <summary>The bytes of a vector file.</summary>
    public static byte[] ReadBytes(string relativePath) => File.ReadAllBytes(PathOf(relativePath));

    /// <summary>A vector file as JSON.</summary>
    public static JsonDocument ReadJson(string relativePath) => JsonDocument.Parse(ReadBytes(relativePath));
}
