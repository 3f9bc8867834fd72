// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage.Postgres;

/// <summary>How a PostgreSQL database is used.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>Where the database is and who asks, as Npgsql takes it.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The schema that holds the tables: lower-case letters, digits and underscores, a letter first.</summary>
    public string Schema { get; init; } = "suti";

    /// <summary>Options without their connection string, which holds a password.</summary>
    public override string ToString() => $"PostgreSQL, schema {Schema}";
}
