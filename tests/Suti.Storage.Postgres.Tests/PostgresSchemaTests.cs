// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;
using Suti.Testing;

namespace Suti.Storage.Postgres.Tests;

public sealed class PostgresSchemaTests(PostgresCluster cluster) : RecordSchemaTests
{
    private readonly string _schema = PostgresSchemas.Next();

    protected override ValueTask PrepareAsync() => default;

    protected override IRecordStore CreateStore() =>
        new PostgresRecordStore(new PostgresStoreOptions { ConnectionString = cluster.ConnectionString, Schema = _schema });

    protected override ValueTask CleanUpAsync() => default;
}
