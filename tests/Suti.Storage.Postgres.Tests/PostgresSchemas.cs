// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Postgres.Tests;

/// <summary>Names of schemas, one for each test.</summary>
internal static class PostgresSchemas
{
    private static int _last;

    internal static string Next() => $"test_{Interlocked.Increment(ref _last)}";
}
