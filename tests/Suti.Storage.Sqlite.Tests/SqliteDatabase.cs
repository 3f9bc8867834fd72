// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Sqlite.Tests;

/// <summary>A folder with the database of one test.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suti-sqlite-");

    internal string Path => System.IO.Path.Combine(_folder.FullName, "records.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
