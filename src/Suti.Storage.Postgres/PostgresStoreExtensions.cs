// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti.Storage.Postgres;

/// <summary>Adds PostgreSQL to an agent.</summary>
public static class PostgresStoreExtensions
{
    extension(IAgentBuilder builder)
    {
        /// <summary>Keeps the records in PostgreSQL.</summary>
        /// <param name="connectionString">Where the database is and who asks, as Npgsql takes it.</param>
        /// <param name="passphrase">Seals the secrets; null when the root key is set elsewhere.</param>
        public IAgentBuilder UsePostgres(string connectionString, string? passphrase = null)
        {
            builder.UsePostgres(new PostgresStoreOptions { ConnectionString = connectionString });
            return passphrase is null ? builder : builder.UsePassphrase(passphrase);
        }

        /// <summary>Keeps the records in PostgreSQL.</summary>
        public IAgentBuilder UsePostgres(PostgresStoreOptions options)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Claim("record store", "postgres", "UsePostgres()");
            builder.Services.AddSingleton<IRecordStore>(_ => new PostgresRecordStore(options));
            return builder;
        }
    }
}
