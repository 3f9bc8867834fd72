// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>Where records live.</summary>
public sealed record StoreConfiguration
{
    /// <summary>The file of SQLite; null when PostgreSQL is used.</summary>
    public string? Sqlite { get; init; }

    /// <summary>The connection string of PostgreSQL; null when SQLite is used.</summary>
    public string? Postgres { get; init; }

    /// <summary>The schema of PostgreSQL.</summary>
    public required string PostgresSchema { get; init; }

    /// <summary>The store without its connection string, which holds a password.</summary>
    public override string ToString() => Postgres is null ? $"SQLite, {Sqlite}" : $"PostgreSQL, schema {PostgresSchema}";
}
