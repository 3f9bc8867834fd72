// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti.Storage.Sqlite;

/// <summary>Adds SQLite to an agent.</summary>
public static class SqliteStoreExtensions
{
    extension(IAgentBuilder builder)
    {
        /// <summary>Keeps the records in a SQLite file.</summary>
        /// <param name="path">The file; it is made when it is not there.</param>
        /// <param name="passphrase">Seals the secrets; null when the root key is set elsewhere.</param>
        public IAgentBuilder UseSqlite(string path, string? passphrase = null)
        {
            builder.UseSqlite(new SqliteStoreOptions { Path = path });
            return passphrase is null ? builder : builder.UsePassphrase(passphrase);
        }

        /// <summary>Keeps the records in a SQLite file.</summary>
        public IAgentBuilder UseSqlite(SqliteStoreOptions options)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Claim("record store", "sqlite", "UseSqlite()");
            builder.Services.AddSingleton<IRecordStore>(_ => new SqliteRecordStore(options));
            return builder;
        }
    }
}
